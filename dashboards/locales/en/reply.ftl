# The page where a structure answers, without an account. No word that judges: the list of messages holds here, too.
reply-short = Your reply
reply-lead = This page is your team’s: tell us what is wrong, what changes, or ask for a call. No account is needed. It stays open until { $until }.
reply-source = Source: what your team declared, as our message of { $month } told you.
reply-answer = Reply
reply-answer-text = Open what suits you; you may reply several times.
reply-kind-inexact = A figure is wrong
reply-kind-replacement = A replacement is in place
reply-kind-new-associate = A new associate is coming
reply-kind-unconfirmed = A change that is spoken of is not confirmed
reply-kind-handled = It is already being seen to
reply-kind-call = Call me back
reply-kind-words = Something else to tell us
reply-kind-declaration = Declaration
reply-fact-other = Another one
reply-field-fact = The figure
reply-field-value = The right value
reply-field-profession = Profession
reply-field-until = Until
reply-field-from = From
reply-field-phone = Your telephone
reply-field-when = When to call you
reply-field-words = Details
reply-field-words-words = Your message
reply-field-unconfirmed-words = What it is about
reply-field-handled-words = By whom, how
reply-help-value = If you do not know it, keep it empty: we shall note that the figure is contested.
reply-help-words = 1,000 characters at most. Name nobody.
reply-help-when = For instance: Tuesday between noon and 2 pm
reply-help-month = Written YYYY-MM, for instance 2026-09
reply-optional = (optional)
reply-needed = (needed)
reply-send = Send
reply-problems = Nothing has been sent yet. To correct:
reply-problem = { $field }: { $text }
reply-wrong-missing = to be filled in
reply-wrong-too-long = too long
reply-wrong-not-a-day = a date is expected
reply-wrong-too-far = this date is too far from today
reply-wrong-not-a-number = a number is expected
reply-wrong-not-a-phone = a telephone number is expected
reply-wrong-empty = No figure is filled in: at least one is needed.
reply-thanks = Thank you, your reply has arrived. Your contact reads it; we shall send you no other message before { $until }.
reply-thanks-data = Thank you, your reply has arrived. The figure will be read within minutes and will count from the next update on, dated today. We shall send you no other message before { $until }.
reply-thanks-call = Thank you, your request has arrived. Your contact will call you back; we shall send you no other message before { $until }.
reply-given = What we have received
reply-declare = Declare your data
reply-declare-text = The form may be filled in step by step: the draft is kept with this link.
reply-draft-of = draft of { $moment }
reply-use = Your replies are read by the regional health agency and kept with their date. They serve to correct the data and to help you, and for nothing else.
reply-declaration-lead = An empty field means “unknown”, never zero, and changes nothing of what we already have.
reply-figures = Your data
reply-figures-text = Numbers only: neither a name nor the number of a professional.
reply-others = { $n ->
    [0] { "" }
    [one] { $count } column of this table is not asked for here; it is sent in the file.
   *[other] { $count } columns of this table are not asked for here; they are sent in the file.
}
reply-send-declaration = Send the declaration
reply-save = Keep the draft
reply-saved = The draft is kept. You may close this page and open it again by the same link.
reply-resumed = Here is your draft, as you saved it.
reply-closed = This link is no longer open: it is good for sixty days. Your reply is still welcome: simply answer the message you received, or ask your contact at the regional health agency for a new link.
reply-unknown = This link is not complete, or does not exist. Open it from the message you received, as a whole; failing that, answer that message.
reply-shut = { $n ->
    [one] Too many unknown links were tried from your network. Try again in { $count } minute.
   *[other] Too many unknown links were tried from your network. Try again in { $count } minutes.
}
reply-too-many = This link has already served for many replies. From here on, call your contact or answer the message.
