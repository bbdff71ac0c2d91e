//! The words of the audit for what was done.

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    SignedIn,
    /// A password that was heard and is wrong; of `unknown` when the address has no account.
    SignInFailed,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    Read,
    ReadRefused,
    AccountAdded,
    AccountChanged,
    AccountRemoved,
    AccountDisabled,
    AccountEnabled,
    AccountUnlocked,
    /// A file of what is not public was made.
    Exported,
    /// The message to a structure was let go.
    Released,
    /// A structure answered under a link.
    Replied,
    /// The first of the day through the address of a subscription.
    CalendarRead,
    CalendarSubscribed,
    CalendarUnsubscribed,
    /// A contact asked not to get a letter any more, or to get it again.
    LetterRefused,
    LetterWanted,
    /// What was written to somebody was looked at.
    MessageRead,
    /// Somebody said that the account is still wanted.
    AccountReviewed,
    /// Nobody said so for too long: shut by itself.
    AccountLapsed,
    /// A provider's name for somebody was bound to the account.
    IdentityBound,
    IdentityReleased,
    FactorAdded,
    FactorRemoved,
    RecoveryCodeUsed,
    /// Lines older than the term were deleted.
    AuditPurged,
    /// What somebody wrote was taken out of a history on request.
    TextErased,
}

impl Action {
    pub const ALL: [Self; 31] = [
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::SessionEnded,
        Self::PasswordChanged,
        Self::Read,
        Self::ReadRefused,
        Self::AccountAdded,
        Self::AccountChanged,
        Self::AccountRemoved,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::AccountUnlocked,
        Self::Exported,
        Self::Released,
        Self::Replied,
        Self::CalendarRead,
        Self::CalendarSubscribed,
        Self::CalendarUnsubscribed,
        Self::LetterRefused,
        Self::LetterWanted,
        Self::MessageRead,
        Self::AccountReviewed,
        Self::AccountLapsed,
        Self::IdentityBound,
        Self::IdentityReleased,
        Self::FactorAdded,
        Self::FactorRemoved,
        Self::RecoveryCodeUsed,
        Self::AuditPurged,
        Self::TextErased,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed in",
            Self::SignInFailed => "sign-in failed",
            Self::SignedOut => "signed out",
            Self::SessionEnded => "session ended",
            Self::PasswordChanged => "password changed",
            Self::Read => "read",
            Self::ReadRefused => "read refused",
            Self::AccountAdded => "account added",
            Self::AccountChanged => "account changed",
            Self::AccountRemoved => "account removed",
            Self::AccountDisabled => "account disabled",
            Self::AccountEnabled => "account enabled",
            Self::AccountUnlocked => "account unlocked",
            Self::Exported => "exported",
            Self::Released => "released",
            Self::Replied => "replied",
            Self::CalendarRead => "calendar read",
            Self::CalendarSubscribed => "calendar subscribed",
            Self::CalendarUnsubscribed => "calendar unsubscribed",
            Self::LetterRefused => "letter refused",
            Self::LetterWanted => "letter wanted",
            Self::MessageRead => "message read",
            Self::AccountReviewed => "account reviewed",
            Self::AccountLapsed => "account lapsed",
            Self::IdentityBound => "identity bound",
            Self::IdentityReleased => "identity released",
            Self::FactorAdded => "second factor added",
            Self::FactorRemoved => "second factor removed",
            Self::RecoveryCodeUsed => "recovery code used",
            Self::AuditPurged => "audit purged",
            Self::TextErased => "text erased",
        }
    }

    /// As it stands in an address, and in the name of its sentence: `signed-in`.
    #[must_use]
    pub fn code(self) -> String {
        self.as_str().replace(' ', "-")
    }

    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}
