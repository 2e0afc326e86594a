package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorSession;
import io.voxgate.drift.VendorKnowledge;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.tck.ExpectedStarts;
import io.voxgate.tck.TestAccount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that ask the adapter:
 *
 * <ul>
 *   <li>{@code agent: {…}} is merged into a plain agent; {@code reports} tells the outcome by setting, {@code sends}
 *       the value by field (null: not sent), {@code defaults} the source by setting that was left out, {@code note} a
 *       part of what the report says.
 *   <li>{@code imports: {…}} is a start of the vendor's; {@code gives} tells the value by setting, {@code reports} the
 *       outcome by field.
 *   <li>{@code code} of an error, {@code means}: refused, quota, credential, throttled, unavailable, exists, gone,
 *       unknown.
 *   <li>{@code callback: {…}}, perhaps with {@code query}: one of its events has what {@code event} tells.
 *   <li>{@code status: {…}} is an answer to the question how a session stands; {@code is} is the session's status.
 *   <li>{@code host} of a call, perhaps with {@code site}; {@code header} of a call, {@code is} its value.
 * </ul>
 */
final class AdapterChecks {
    private static final RequestNonce NONCE = new RequestNonce("0123456789abcdef0123456789abcdef");

    private AdapterChecks() {}

    static Optional<String> fault(VendorAdapter adapter, String kind, ObjectNode check) {
        return switch (kind) {
            case "agent" -> agent(adapter, check);
            case "imports" -> imports(adapter.parse((ObjectNode) check.path(kind)), check);
            case "code" ->
                code(adapter, check.path(kind).asText(), check.path("means").asText());
            case "callback" -> callback(adapter, check);
            case "status" -> status(adapter, check);
            case "host" -> host(adapter, check);
            case "header" -> header(adapter, check);
            default -> throw new IllegalArgumentException("No check is called " + kind + ": " + check);
        };
    }

    private static Optional<String> agent(VendorAdapter adapter, ObjectNode check) {
        String vendor = adapter.info().id();
        ObjectNode agent = ExpectedStarts.merged(ExpectedStarts.plain(vendor), (ObjectNode) check.path("agent"));
        Translation translation = adapter.translate(RowChecks.start(vendor, agent));
        Map<String, String> outcomes = new HashMap<>();
        Map<String, String> sources = new HashMap<>();
        translation.report().fields().forEach(entry -> outcomes.put(entry.path(), word(entry.outcome())));
        translation.report().defaults().forEach(entry -> sources.put(entry.path(), word(entry.source())));
        ObjectNode body = new VendorCall(
                        translation.call().operation(), translation.call().body())
                .fill(TestAccount::fill);
        boolean noted = !check.has("note")
                || translation.report().fields().stream()
                        .anyMatch(entry -> String.valueOf(entry.note())
                                .contains(check.path("note").asText()));
        return differing("the report", check.path("reports"), outcomes)
                .or(() -> differing("the defaults", check.path("defaults"), sources))
                .or(() -> sent(check.path("sends"), body))
                .or(() -> RowChecks.unless(noted, "no note of the report says it: " + translation.report()));
    }

    private static Optional<String> differing(String what, JsonNode claims, Map<String, String> found) {
        return claims.properties().stream()
                .filter(claim -> !claim.getValue().asText().equals(found.get(claim.getKey())))
                .map(claim -> what + " has " + claim.getKey() + " as " + found.get(claim.getKey()))
                .findFirst();
    }

    private static Optional<String> sent(JsonNode claims, ObjectNode body) {
        return claims.properties().stream()
                .filter(claim -> {
                    Optional<JsonNode> value = Json.at(body, claim.getKey());
                    return claim.getValue().isNull()
                            ? value.isPresent()
                            : value.filter(sent -> Json.same(sent, claim.getValue()))
                                    .isEmpty();
                })
                .map(claim -> claim.getKey() + " is sent as " + Json.at(body, claim.getKey()))
                .findFirst();
    }

    private static Optional<String> imports(ImportResult result, ObjectNode check) {
        Map<String, String> outcomes = new HashMap<>();
        result.fields().forEach(entry -> outcomes.put(entry.vendorPath(), word(entry.outcome())));
        Optional<String> given = check.path("gives").properties().stream()
                .filter(claim -> !Json.same(result.agent().at(claim.getKey()), claim.getValue()))
                .map(claim -> "the import has " + result.agent().at(claim.getKey()) + " at " + claim.getKey())
                .findFirst();
        return RowChecks.unless(result.faults().isEmpty(), "the import is refused: " + result.faults())
                .or(() -> given)
                .or(() -> differing("the import", check.path("reports"), outcomes));
    }

    /** By the table of the codes that have a meaning, where the drift watch knows one, not by their family. */
    private static Optional<String> code(VendorAdapter adapter, String code, String claim) {
        Set<String> listed = VendorKnowledge.errorCodes(adapter.info().id());
        VendorCall start =
                new VendorCall(String.valueOf(adapter.info().operations().get("start")), Json.object());
        CallOutcome outcome = adapter.read(start, HttpReply.json(200, """
                {"Response": {"Error": {"Code": "%s", "Message": "m"}, "RequestId": "r"}}""".formatted(code)));
        return RowChecks.unless(listed.contains(code), "no table has the code " + code)
                .or(() -> RowChecks.unless(meaning(outcome).equals(claim), code + " means " + meaning(outcome)));
    }

    private static String meaning(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Accepted _ -> "accepted";
            case CallOutcome.AlreadyExists _ -> "exists";
            case CallOutcome.Gone _ -> "gone";
            case CallOutcome.Unknown _ -> "unknown";
            case CallOutcome.Refused refused ->
                switch (refused.kind()) {
                    case VENDOR_REFUSED -> "refused";
                    case QUOTA_EXHAUSTED -> "quota";
                    case CREDENTIAL_REJECTED -> "credential";
                    case VENDOR_THROTTLED -> "throttled";
                    case VENDOR_UNAVAILABLE -> "unavailable";
                };
        };
    }

    private static Optional<String> callback(VendorAdapter adapter, ObjectNode check) {
        Map<String, String> query = new HashMap<>();
        check.path("query")
                .properties()
                .forEach(entry -> query.put(entry.getKey(), entry.getValue().asText()));
        byte[] body = Json.write(check.path("callback")).getBytes(StandardCharsets.UTF_8);
        List<ObjectNode> events = adapter.events(new CallbackRequest(query, Map.of(), body)).stream()
                .map(AdapterChecks::event)
                .toList();
        boolean told = events.stream()
                .anyMatch(event -> check.path("event").properties().stream()
                        .allMatch(claim -> Json.same(event.path(claim.getKey()), claim.getValue())));
        return RowChecks.unless(told && check.has("event"), "the callback tells " + events);
    }

    private static ObjectNode event(VendorEvent event) {
        return Json.tree(event.data())
                .put("type", event.data().type())
                .put("room", event.room())
                .put("vendorSessionId", event.vendorSessionId())
                .put("occurredAt", event.occurredAt().toString());
    }

    private static Optional<String> status(VendorAdapter adapter, ObjectNode check) {
        Channel channel = RowChecks.start(
                        adapter.info().id(), ExpectedStarts.plain(adapter.info().id()))
                .channel()
                .orElseThrow();
        LookupState state = new LookupState(
                "ses_01",
                Optional.of("task-1"),
                channel,
                new LookupState.LookupTimes(TestAccount.NOW.minus(Duration.ofMinutes(9)), TestAccount.NOW, 0),
                LookupState.OtherSessions.NONE,
                Json.object());
        HttpReply reply = HttpReply.json(200, Json.write(check.path("status")));
        LookupStep step = adapter.lookup(state, Optional.empty());
        if (step instanceof LookupStep.Call call) {
            step = adapter.lookup(call.state(), Optional.of(reply));
        }
        String said = step instanceof LookupStep.Found found ? said(found.session()) : String.valueOf(step);
        return RowChecks.unless(said.startsWith(check.path("is").asText()), "the session is " + said);
    }

    /** The status, when it began and ended, and how it ended. */
    private static String said(VendorSession session) {
        return word(session.status())
                + session.startedAt().map(at -> " since " + at).orElse("")
                + session.endedAt().map(at -> " until " + at).orElse("")
                + session.end()
                        .map(end -> " " + Json.node(end.reason()).asText() + " " + end.vendorCode())
                        .orElse("");
    }

    private static Optional<String> host(VendorAdapter adapter, ObjectNode check) {
        VendorAccount account = TestAccount.account();
        if (check.has("site")) {
            account.settings().put("site", check.path("site").asText());
        }
        String host = call(adapter, account).uri().getHost();
        return RowChecks.unless(host.equals(check.path("host").asText()), "calls go to " + host);
    }

    private static Optional<String> header(VendorAdapter adapter, ObjectNode check) {
        String value = call(adapter, TestAccount.account())
                .headers()
                .get(check.path("header").asText());
        return RowChecks.unless(check.path("is").asText().equals(value), "the header is " + value);
    }

    private static HttpCall call(VendorAdapter adapter, VendorAccount account) {
        VendorCall probe = adapter.probe(account);
        return adapter.sign(probe, account, TestAccount.secrets(probe), TestAccount.NOW, NONCE);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
