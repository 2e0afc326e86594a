package io.voxgate.adapter;

/** What a vendor's Security Token Service says to a caller that asks for a role's key. */
public sealed interface RoleAnswer {

    record Granted(TemporaryKey key) implements RoleAnswer {}

    /** The key may not assume the role, or there is no such role or key. */
    record Refused(CallOutcome.VendorError error) implements RoleAnswer {}

    /** The service was not reached, or could not answer at this moment. */
    record Unavailable(String why) implements RoleAnswer {}

    /** A proxy's page, or an answer without the documented fields. */
    static RoleAnswer unreadable() {
        return new Unavailable("The vendor's Security Token Service gave no answer that can be read.");
    }

    /** It answers that it has no time, or a fault of its own. */
    static RoleAnswer later(CallOutcome.VendorError error) {
        return new Unavailable(
                "The vendor's Security Token Service cannot give the role's key now: " + error.code() + ".");
    }
}
