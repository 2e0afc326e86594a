package io.voxgate.sandbox;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary keys as a simulated vendor's Security Token Service issues them. None is stored: the id names the permanent
 * key that asked for it and the end of its time, and its secret and token are made from that id with the permanent
 * key's secret, so that every replica's simulator knows it.
 */
public final class TemporaryKeys {
    /** The vendor's prefix, the permanent key's id and the end's second in hex, and what makes it unique. */
    private static final Pattern FORM =
            Pattern.compile("(?:AKID|STS\\.)tmp([0-9a-f]{2,1024})z([0-9a-f]{1,16})z\\w{1,64}");

    private TemporaryKeys() {}

    /**
     * @param prefix how the vendor's ids of temporary keys begin, {@code AKID} or {@code STS.}
     * @param unique letters and digits that no other key of the same second has
     */
    public static SandboxKey issue(String prefix, SandboxKey owner, Instant endsAt, String unique) {
        String id = prefix + "tmp" + SandboxJson.hex(SandboxJson.utf8(owner.id())) + "z"
                + Long.toHexString(endsAt.getEpochSecond()) + "z" + unique;
        return key(id, owner, endsAt);
    }

    /**
     * Every account of a permanent or temporary key at a vendor, each with that key. A temporary key may have asked for
     * another one.
     */
    public static List<SandboxAccount> accounts(SandboxAccounts accounts, String vendor, String keyId) {
        Matcher parts = FORM.matcher(keyId);
        List<SandboxAccount> known = accounts.byKeyId(vendor, keyId);
        if (!known.isEmpty() || !parts.matches() || parts.group(1).length() % 2 != 0) {
            return known;
        }
        Optional<Instant> endsAt = instant(parts.group(2));
        return accounts(accounts, vendor, owner(keyId).orElseThrow()).stream()
                .flatMap(account -> endsAt.map(end -> account.with(key(keyId, account.key(), end))).stream())
                .toList();
    }

    /** Whose a temporary key is: the id of the permanent key that asked for it. */
    public static Optional<String> owner(String keyId) {
        Matcher parts = FORM.matcher(keyId);
        return parts.matches() && parts.group(1).length() % 2 == 0
                ? Optional.of(SandboxJson.text(HexFormat.of().parseHex(parts.group(1))))
                : Optional.empty();
    }

    private static SandboxKey key(String id, SandboxKey owner, Instant endsAt) {
        return new SandboxKey(id, made("secret", id, owner), Optional.of(made("token", id, owner)), endsAt);
    }

    private static String made(String part, String id, SandboxKey owner) {
        return SandboxJson.hex(
                SandboxJson.mac("HmacSHA256", SandboxJson.utf8(owner.secret()), SandboxJson.utf8(part + " " + id)));
    }

    private static Optional<Instant> instant(String hexSeconds) {
        long seconds = HexFormat.fromHexDigitsToLong(hexSeconds);
        return seconds >= 0 && seconds <= Instant.MAX.getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }
}
