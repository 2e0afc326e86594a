package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.event.webhook.WebhookTable.SigningKeys;
import io.voxgate.event.webhook.WebhookTable.WebhookPosition;
import io.voxgate.event.webhook.WebhookTable.WebhookRow;
import io.voxgate.event.webhook.WebhookTable.WebhookSpec;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.secret.IdGenerator;
import io.voxgate.secret.SecretCipher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks: checked, stored with an encrypted secret that is shown once, and decrypted to sign. */
@ApplicationScoped
public class Webhooks {
    /** How long a replaced secret goes on signing beside the new one. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";
    private static final int SECRET_BYTES = 32;

    private final WebhookTable table;
    private final WebhookRules rules;
    private final SecretCipher cipher;
    private final IdGenerator idGenerator;
    private final Clock clock;

    public Webhooks(WebhookTable table, WebhookRules rules, SecretCipher cipher, IdGenerator idGenerator, Clock clock) {
        this.table = table;
        this.rules = rules;
        this.cipher = cipher;
        this.idGenerator = idGenerator;
        this.clock = clock;
    }

    /** A webhook and the secret it was just given; empty: it has the one that it had. */
    public record WebhookWithSecret(WebhookRow webhook, Optional<SecretText> secret) {}

    /** @throws Problem 422 with everything that is wrong, 412 */
    public UpsertResult<WebhookWithSecret> put(String tenantId, String name, WebhookSpec wanted, WriteOptions options) {
        List<Fault> faults = rules.check(wanted.url(), wanted.eventTypes());
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
        SecretText secret = secret();
        ObjectNode encrypted = cipher.encrypt(secretLocation(tenantId, name), Map.of(CURRENT, secret));
        UpsertResult<WebhookRow> stored =
                table.put(place(tenantId, name), wanted, idGenerator.next("whk"), encrypted, options);
        return new UpsertResult<>(
                new WebhookWithSecret(
                        stored.row(), Optional.of(secret).filter(_ -> stored.created() && !options.validateOnly())),
                stored.created());
    }

    /** @throws Problem 404 */
    public WebhookRow get(String tenantId, String name) {
        return table.find(tenantId, name).orElseThrow(() -> WebhookTable.missing(name));
    }

    public Page<WebhookRow> list(String tenantId, Page.PageRequest page) {
        return table.list(tenantId, page);
    }

    public void delete(String tenantId, String name, Precondition precondition) {
        table.delete(place(tenantId, name), precondition);
    }

    /**
     * Gives it a new secret; the one it had signs too, for {@link #OVERLAP}.
     *
     * @throws Problem 404, 412
     */
    public WebhookWithSecret rotate(String tenantId, String name, Precondition precondition) {
        SecretCipher.SecretLocation location = secretLocation(tenantId, name);
        SecretText fresh = secret();
        WebhookRow row = table.rotate(
                place(tenantId, name),
                precondition,
                keys -> cipher.readable(location, keys.secrets())
                        .map(former -> new SigningKeys(
                                cipher.encrypt(location, Map.of(CURRENT, fresh, PREVIOUS, former.get(CURRENT))),
                                Optional.of(now().plus(OVERLAP))))
                        // What a lost master key encrypted signs nothing any more: the new secret alone is the way on.
                        .orElseGet(() ->
                                new SigningKeys(cipher.encrypt(location, Map.of(CURRENT, fresh)), Optional.empty())));
        return new WebhookWithSecret(row, Optional.of(fresh));
    }

    /** The secrets that sign at a time, the newest first. */
    List<SecretText> signing(String tenantId, String name, SigningKeys keys, Instant at) {
        Map<String, SecretText> opened = cipher.decrypt(secretLocation(tenantId, name), keys.secrets());
        List<SecretText> signing = new ArrayList<>(List.of(opened.get(CURRENT)));
        if (keys.previousUntil().filter(at::isBefore).isPresent()) {
            signing.add(opened.get(PREVIOUS));
        }
        return signing;
    }

    private SecretText secret() {
        return new SecretText("whsec_" + Base64.getEncoder().encodeToString(idGenerator.bytes(SECRET_BYTES)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private WebhookPosition place(String tenantId, String name) {
        return new WebhookPosition(tenantId, name, now());
    }

    private static SecretCipher.SecretLocation secretLocation(String tenantId, String name) {
        return new SecretCipher.SecretLocation(tenantId, "webhook", name);
    }
}
