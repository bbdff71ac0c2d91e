//! The tables, typed by hand because two migration folders make them; a test compares them with both databases.

diesel::table! {
    imports (id) {
        id -> BigInt,
        source -> Text,
        flow -> Nullable<Text>,
        file -> Text,
        sha256 -> Text,
        snapshot -> Date,
        known_from -> Timestamp,
        imported_at -> Timestamp,
        records_read -> BigInt,
        accepted -> BigInt,
        rejected -> BigInt,
        is_simulated -> Bool,
    }
}

diesel::table! {
    rejections (import_id, position) {
        import_id -> BigInt,
        position -> BigInt,
        line -> BigInt,
        field -> Text,
        reason -> Text,
    }
}

diesel::table! {
    structure_versions (id) {
        id -> BigInt,
        finess -> Text,
        valid_from -> Date,
        valid_to -> Date,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
        legal_entity -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        complement -> Nullable<Text>,
        address -> Nullable<Text>,
        department -> Text,
        commune -> Nullable<Text>,
        siret -> Nullable<Text>,
        opened_on -> Nullable<Date>,
        closed_on -> Nullable<Date>,
        is_active -> Bool,
        longitude -> Nullable<Double>,
        latitude -> Nullable<Double>,
        is_doubtful -> Bool,
        main_site -> Nullable<Text>,
    }
}

diesel::table! {
    legal_entity_versions (id) {
        id -> BigInt,
        finess -> Text,
        valid_from -> Date,
        valid_to -> Date,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
        name -> Text,
        status -> Nullable<Text>,
        siren -> Nullable<Text>,
    }
}

diesel::table! {
    published_figures (id) {
        id -> BigInt,
        code -> Text,
        territory -> Text,
        period -> Text,
        value -> Double,
        unit -> Text,
        nature -> Text,
        citation -> Text,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
    }
}

diesel::table! {
    points (indicator, territory, zone, breakdown, edition_to, first_month) {
        indicator -> Text,
        territory -> Text,
        zone -> Text,
        breakdown -> Text,
        first_month -> Text,
        last_month -> Text,
        edition_from -> Text,
        edition_to -> Text,
        numerator -> Nullable<Double>,
        denominator -> Nullable<Double>,
        value -> Nullable<Double>,
        structures -> BigInt,
        coverage -> Nullable<Double>,
        state -> Text,
    }
}

diesel::table! {
    editions (month) {
        month -> Text,
        public_from -> Text,
        made_at -> Timestamp,
        run_id -> BigInt,
        definitions -> Text,
        frozen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    guards (indicator) {
        indicator -> Text,
        is_guarded -> Bool,
        guards_denominator -> Bool,
    }
}

diesel::table! {
    hidden_series (indicator, territory, zone, breakdown) {
        indicator -> Text,
        territory -> Text,
        zone -> Text,
        breakdown -> Text,
        since -> Text,
    }
}

diesel::table! {
    runs (id) {
        id -> BigInt,
        job -> Text,
        month -> Text,
        due_at -> Timestamp,
        started_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        status -> Text,
        attempts -> Integer,
        lease_until -> Timestamp,
        next_try_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    run_steps (run_id, attempt, position) {
        run_id -> BigInt,
        attempt -> Integer,
        position -> BigInt,
        step -> Text,
        status -> Text,
        touched -> BigInt,
        elapsed_ms -> BigInt,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    register_entries (id) {
        id -> BigInt,
        entry -> Text,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> Nullable<BigInt>,
        author -> Nullable<Text>,
        note -> Nullable<Text>,
        finess -> Nullable<Text>,
        name -> Text,
        commune -> Text,
        department -> Text,
        status -> Text,
        imagined_on -> Nullable<Date>,
        filed_on -> Nullable<Date>,
        recognised_on -> Nullable<Date>,
        opened_on -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        form -> Nullable<Text>,
        is_university -> Nullable<Bool>,
        parent -> Nullable<Text>,
        is_priority_district -> Nullable<Bool>,
        succeeds -> Nullable<Text>,
        confirmed_on -> Nullable<Date>,
    }
}

diesel::table! {
    register_decisions (id) {
        id -> BigInt,
        subject -> Text,
        resolution -> Text,
        author -> Text,
        note -> Nullable<Text>,
        decided_at -> Timestamp,
        evidence -> Text,
    }
}

diesel::table! {
    register_queue (subject) {
        subject -> Text,
        kind -> Text,
        department -> Text,
        found_on -> Date,
        facts -> Text,
    }
}

diesel::table! {
    downloads (id) {
        id -> BigInt,
        source -> Text,
        url -> Text,
        checked_at -> Timestamp,
        status -> Text,
        etag -> Nullable<Text>,
        last_modified -> Nullable<Text>,
        bytes -> Nullable<BigInt>,
        sha256 -> Nullable<Text>,
        file -> Nullable<Text>,
        error -> Nullable<Text>,
        not_before -> Nullable<Timestamp>,
    }
}

diesel::table! {
    members (id) {
        id -> BigInt,
        structure -> Text,
        person -> Text,
        profession -> Text,
        is_gp -> Bool,
        mode -> Text,
        valid_from -> Date,
        valid_to -> Date,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
    }
}

diesel::table! {
    professionals (id) {
        id -> BigInt,
        commune -> Text,
        profession -> Text,
        is_gp -> Bool,
        number -> BigInt,
        valid_from -> Date,
        valid_to -> Date,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
    }
}

diesel::table! {
    statements (id) {
        id -> BigInt,
        source -> Text,
        subject -> Text,
        period -> Text,
        item -> Text,
        cells -> Text,
        known_from -> Timestamp,
        known_to -> Timestamp,
        import_id -> BigInt,
        line -> BigInt,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        role -> Text,
        territories -> Text,
        structure -> Nullable<Text>,
        password -> Text,
        created_at -> Timestamp,
        password_set_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
        reviewed_on -> Date,
        signed_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account_id -> BigInt,
        token -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        address -> Text,
        id_token -> Nullable<Text>,
    }
}

diesel::table! {
    sign_in_attempts (id) {
        id -> BigInt,
        login -> Text,
        origin -> Text,
        tried_at -> Timestamp,
        has_succeeded -> Bool,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        who -> Text,
        action -> Text,
        family -> Nullable<Text>,
        subject -> Nullable<Text>,
        address -> Nullable<Text>,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    identities (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        account_id -> BigInt,
        bound_at -> Timestamp,
    }
}

diesel::table! {
    journeys (state) {
        state -> Text,
        token -> Text,
        nonce -> Text,
        verifier -> Text,
        next -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    second_factors (account_id) {
        account_id -> BigInt,
        salt -> Text,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (account_id, digest) {
        account_id -> BigInt,
        digest -> Text,
    }
}

diesel::table! {
    half_sign_ins (token) {
        token -> Text,
        account_id -> BigInt,
        password -> Text,
        attempt -> BigInt,
        next -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    assessments (id) {
        id -> BigInt,
        structure -> Text,
        month -> Text,
        level -> Text,
        listed -> Bool,
        signals -> Text,
        standing -> Text,
        known_from -> Timestamp,
        known_to -> Timestamp,
    }
}

diesel::table! {
    backtests (id) {
        id -> BigInt,
        kept_at -> Timestamp,
        data_set -> Text,
        target -> Text,
        without -> Text,
        is_simulated -> Bool,
        content -> Text,
    }
}

diesel::table! {
    drift (id) {
        id -> BigInt,
        month -> Text,
        content -> Text,
        known_from -> Timestamp,
        known_to -> Timestamp,
    }
}

diesel::table! {
    contacts (id) {
        id -> BigInt,
        kind -> Text,
        place -> Text,
        office -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        language -> Text,
        frequency -> Text,
        verified_on -> Nullable<Date>,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        key -> Text,
        letter -> Text,
        about -> Text,
        recipient -> Text,
        office -> Text,
        sender -> Text,
        subject -> Text,
        message_id -> Text,
        content -> Text,
        is_simulated -> Bool,
        raised_at -> Timestamp,
        status -> Text,
        attempts -> Integer,
        next_try_at -> Timestamp,
        lease_until -> Nullable<Timestamp>,
        settled_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        audience -> Text,
        emptied_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    subscriptions (id) {
        id -> BigInt,
        account_id -> BigInt,
        token -> Text,
        made_at -> Timestamp,
        told_on -> Nullable<Date>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    refusals (kind, place, email, letter) {
        kind -> Text,
        place -> Text,
        email -> Text,
        letter -> Text,
        refused_at -> Timestamp,
    }
}

diesel::table! {
    unsubscribe_links (token) {
        token -> Text,
        kind -> Text,
        place -> Text,
        email -> Text,
        letter -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    outbox_attempts (id) {
        id -> BigInt,
        message -> BigInt,
        at -> Timestamp,
        outcome -> Text,
        answer -> Text,
    }
}

diesel::table! {
    unaddressed (id) {
        id -> BigInt,
        key -> Text,
        letter -> Text,
        audience -> Text,
        place -> Text,
        facts -> Text,
        reason -> Text,
        raised_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        structure -> Text,
        state -> Text,
        outcome -> Nullable<Text>,
        level -> Integer,
        month -> Text,
        is_listed -> Bool,
        is_first -> Bool,
        is_worse -> Bool,
        has_reply -> Bool,
        assignee -> Nullable<Text>,
        opened -> Timestamp,
        touched -> Nullable<Timestamp>,
        due -> Nullable<Date>,
        closed -> Nullable<Timestamp>,
        judged -> Nullable<Text>,
        with_cpam -> Bool,
        with_federation -> Bool,
        with_dgos -> Bool,
        is_shadow -> Bool,
        events -> Integer,
    }
}

diesel::table! {
    case_events (id) {
        id -> BigInt,
        case_id -> BigInt,
        position -> Integer,
        at -> Timestamp,
        who -> Nullable<Text>,
        name -> Text,
        deed -> Text,
    }
}

diesel::table! {
    case_packs (id) {
        id -> BigInt,
        case_id -> BigInt,
        month -> Text,
        known_at -> Timestamp,
        frozen_at -> Timestamp,
        content -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    deputies (id) {
        id -> BigInt,
        absent -> Text,
        deputy -> Text,
        first_day -> Date,
        last_day -> Date,
        made_at -> Timestamp,
    }
}

diesel::table! {
    links (id) {
        id -> BigInt,
        structure -> Text,
        token -> Text,
        message -> BigInt,
        told -> Text,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    drafts (link, source) {
        link -> BigInt,
        source -> Text,
        cells -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    replies (id) {
        id -> BigInt,
        key -> Text,
        link -> BigInt,
        structure -> Text,
        at -> Timestamp,
        kind -> Text,
        said -> Text,
        source -> Nullable<Text>,
        cells -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(sessions, accounts);
diesel::allow_tables_to_appear_in_same_query!(subscriptions, accounts);
diesel::allow_tables_to_appear_in_same_query!(outbox, structure_versions);
diesel::allow_tables_to_appear_in_same_query!(assessments, statements, members, cases, structure_versions);
diesel::allow_tables_to_appear_in_same_query!(case_events, cases);
diesel::allow_tables_to_appear_in_same_query!(drafts, links);
diesel::allow_tables_to_appear_in_same_query!(rejections, imports);
diesel::allow_tables_to_appear_in_same_query!(replies, structure_versions, imports);
