package io.voxgate.security;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens that open live streams, and whether those who opened one may still read. */
@ApplicationScoped
public class StreamTokenTable {
    private static final int NO_CONNECTION = -1;
    private final Database database;

    public StreamTokenTable(Database database) {
        this.database = database;
    }

    /**
     * A stored token.
     *
     * @param hash SHA-256 of its text
     * @param sessionId whose stream it opens; empty: the tenant's
     * @param keyId the key that made it; empty: a person did
     * @param expiresAt until when it opens the stream
     * @param endsAt until when the stream goes on
     */
    public record TokenRow(
            String tenantId,
            String id,
            byte[] hash,
            Optional<String> sessionId,
            Optional<String> keyId,
            Instant expiresAt,
            Instant endsAt) {}

    /**
     * By what right a stream is open.
     *
     * @param keyId the key that must still be there
     * @param tokenId the token that must still be there
     * @param connection which of the token's connections it is: the latest counts
     * @param until from when the right ends by itself
     */
    public record TokenGrant(
            String tenantId,
            Optional<String> keyId,
            Optional<String> tokenId,
            long connection,
            Optional<Instant> until) {
        public static TokenGrant of(String tenantId, Optional<String> keyId, Optional<Instant> until) {
            return new TokenGrant(tenantId, keyId, Optional.empty(), NO_CONNECTION, until);
        }
    }

    /**
     * @throws Problem 401 when the tenant, the key or the session is gone at this moment, 409 when the tenant has as
     *     many tokens as it may
     */
    public void insert(TokenRow token) {
        database.tenant(token.tenantId(), tx -> {
            tx.serialise("quota", "stream_token", token.tenantId());
            TenantQuotas.check(
                    TenantQuotas.count(
                            tx,
                            "SELECT count(*) FROM stream_token WHERE tenant_id = :tenantId",
                            with("tenantId", token.tenantId())),
                    Limit.STREAM_TOKENS_PER_TENANT,
                    "The tenant has made " + Limit.STREAM_TOKENS_PER_TENANT.max()
                            + " stream tokens within the hour that each of them lasts, and may have no more. Try again a little later.");
            return tx.update(
                    """
                    INSERT INTO stream_token (tenant_id, id, hash, session_id, key_id, expires_at, ends_at)
                        VALUES (:tenantId, :id, :hash, :sessionId, :keyId, :expiresAt, :endsAt)""",
                    with("tenantId", token.tenantId())
                            .and("id", token.id())
                            .and("hash", token.hash())
                            .and("sessionId", token.sessionId())
                            .and("keyId", token.keyId())
                            .and("expiresAt", token.expiresAt())
                            .and("endsAt", token.endsAt()));
        });
    }

    public Optional<TokenRow> byHash(byte[] hash) {
        return database.system(tx -> tx.one(
                "SELECT tenant_id, id, hash, session_id, key_id, expires_at, ends_at FROM stream_token WHERE hash = :hash",
                row -> new TokenRow(
                        row.getString("tenant_id"),
                        row.getString("id"),
                        row.getBytes("hash"),
                        Optional.ofNullable(row.getString("session_id")),
                        Optional.ofNullable(row.getString("key_id")),
                        Transaction.instant(row, "expires_at"),
                        Transaction.instant(row, "ends_at")),
                with("hash", hash)));
    }

    /** Makes the caller's connection the one that counts; empty when the token is gone. */
    public OptionalLong connect(String tenantId, String id) {
        return database.tenant(
                        tenantId,
                        tx -> tx.one(
                                """
                UPDATE stream_token SET connection_number = connection_number + 1 WHERE tenant_id = :tenantId AND id = :id
                RETURNING connection_number""",
                                row -> OptionalLong.of(row.getLong(1)),
                                with("tenantId", tenantId).and("id", id)))
                .orElse(OptionalLong.empty());
    }

    /** Those of the grants that do not hold any more. */
    public Set<TokenGrant> ended(Collection<TokenGrant> grants, Instant now) {
        List<TokenGrant> asked = List.copyOf(grants);
        List<Integer> ended = database.system(tx -> tx.list(
                """
                SELECT (g.n - 1)::integer AS place FROM unnest(:tenantIds, :keyIds, :tokenIds, :connections) WITH ORDINALITY
                    AS g (tenant_id, key_id, token_id, connection, n)
                WHERE NOT EXISTS (SELECT FROM tenant t WHERE t.id = g.tenant_id)
                    OR g.key_id <> '' AND NOT EXISTS (SELECT FROM api_key k WHERE k.tenant_id = g.tenant_id AND k.id = g.key_id
                        AND (k.expires_at IS NULL OR k.expires_at > :now))
                    OR g.token_id <> '' AND NOT EXISTS (SELECT FROM stream_token s
                        WHERE s.tenant_id = g.tenant_id AND s.id = g.token_id AND s.connection_number = g.connection::bigint
                            AND s.ends_at > :now)""",
                row -> row.getInt("place"),
                with("tenantIds", asked.stream().map(TokenGrant::tenantId).toList())
                        .and(
                                "keyIds",
                                asked.stream()
                                        .map(grant -> grant.keyId().orElse(""))
                                        .toList())
                        .and(
                                "tokenIds",
                                asked.stream()
                                        .map(grant -> grant.tokenId().orElse(""))
                                        .toList())
                        .and(
                                "connections",
                                asked.stream()
                                        .map(grant -> Long.toString(grant.connection()))
                                        .toList())
                        .and("now", now)));
        Set<TokenGrant> over = ended.stream().map(asked::get).collect(Collectors.toSet());
        asked.stream()
                .filter(grant ->
                        grant.until().filter(until -> !now.isBefore(until)).isPresent())
                .forEach(over::add);
        return over;
    }

    /** Forgets tokens whose streams have ended. */
    public int purge(Instant now) {
        return database.system(tx -> tx.update("DELETE FROM stream_token WHERE ends_at < :now", with("now", now)));
    }
}
