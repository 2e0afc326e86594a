package io.voxgate.security;

import java.util.Locale;

/** The way over the issuer ended without anybody signed in. */
public final class NotSignedIn extends Exception {
    private static final long serialVersionUID = 1L;

    private final SignInFailure reason;

    /** Why; the portal has a sentence for each. */
    public enum SignInFailure {
        /** The issuer said no, or the person did. */
        REFUSED,
        /** It took too long, or this browser did not begin it. */
        LATE,
        /** The issuer does not answer as it should. */
        ISSUER,
        /** What it answered does not prove who it is. */
        TOKEN,
        /** Somebody of no tenant here. */
        NOBODY,
        /** Somebody without a role here. */
        ROLE;

        /** As it stands in an address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    NotSignedIn(SignInFailure reason) {
        super(reason.word(), null, false, false);
        this.reason = reason;
    }

    public SignInFailure reason() {
        return reason;
    }
}
