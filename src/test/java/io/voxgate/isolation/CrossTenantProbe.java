package io.voxgate.isolation;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.Rows;
import io.voxgate.testkit.TenantFixtures;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One tenant with every role of its own, the operator, and nobody, tries each operation of the contract with another
 * tenant's ids in every place. What it is told must be what it would be told of something that does not exist, and
 * nothing of the other may change.
 */
final class CrossTenantProbe {
    private static final String OPERATOR = "operator";
    private static final String NOBODY = "nobody";
    /** Who changed what is for administrators; the operator reads its own part of it. */
    private static final String AUDIT = "/v1/audit";

    private static final Set<String> ANYBODY_WITH_A_KEY =
            Set.of("/v1/translations", "/v1/imports", "/v1/stream-tokens");

    private final Gateway gateway;
    private final Operations operations;
    private final PopulatedTenant hidden;
    private final PopulatedTenant own;
    private final Rows rows;
    private final IdPlacements places;
    private final List<String> roles;
    private final List<String> faults = new ArrayList<>();
    private final Map<ProbeAttempt.Place, Set<String>> tried = new TreeMap<>();
    private final Set<String> operationsTried = new HashSet<>();
    private int calls;

    CrossTenantProbe(Gateway gateway, Operations operations, PopulatedTenant hidden, PopulatedTenant own) {
        this(
                gateway,
                operations,
                hidden,
                own,
                Stream.concat(TenantFixtures.ROLES.stream(), Stream.of(OPERATOR, NOBODY))
                        .toList());
    }

    /** @param roles in which the one tenant tries it */
    CrossTenantProbe(
            Gateway gateway, Operations operations, PopulatedTenant hidden, PopulatedTenant own, List<String> roles) {
        this.roles = roles;
        this.gateway = gateway;
        this.operations = operations;
        this.hidden = hidden;
        this.own = own;
        this.rows = new Rows(gateway.owner());
        this.places = new IdPlacements(gateway, operations, hidden, own);
    }

    /** Everything that went wrong, each in a sentence. */
    List<String> run() {
        return run(_ -> true);
    }

    /** The same of some operations only. */
    List<String> run(Predicate<Operation> wanted) {
        List.of(hidden, own)
                .forEach(tenant -> tenant.missing(operations)
                        .forEach(thing -> faults.add("Nobody knows whose " + thing
                                + " is: make one for each tenant in "
                                + "io.voxgate.testkit.TenantFixtures (or name it in "
                                + "PopulatedTenant.PUBLIC when it belongs to no tenant).")));
        if (!faults.isEmpty()) {
            return faults;
        }
        List<Operation> all = operations.all().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(operation -> !operation.reads()))
                .toList();
        all.forEach(this::ownIsThere);
        all.forEach(this::intrude);
        callback();
        return faults;
    }

    String summary() {
        int places = tried.values().stream().mapToInt(Set::size).sum();
        return "%d operations, %d places %s, %d roles: %d requests, %d faults"
                .formatted(
                        operationsTried.size(),
                        places,
                        tried.entrySet().stream()
                                .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + " "
                                        + e.getValue().size())
                                .toList(),
                        roles.size(),
                        calls,
                        faults.size());
    }

    /** Without this a 404 would prove nothing: each finds its own. */
    private void ownIsThere(Operation operation) {
        if (!operation.reads() || operation.path().equals("/v1/tenants")) {
            return;
        }
        for (PopulatedTenant tenant : List.of(hidden, own)) {
            Call call = Call.of("GET", operation.concrete(tenant.path(operation)));
            for (String role : operation.path().equals(AUDIT) ? List.of("admin") : TenantFixtures.ROLES) {
                Reply reply = send(IdPlacements.required(operation, call), tenant.key(role));
                if (!reply.ok()) {
                    faults.add(operation + " does not give a tenant's " + role + " its own: " + reply);
                }
            }
        }
    }

    private void intrude(Operation operation) {
        operationsTried.add(operation.id());
        Set<Integer> statuses = new TreeSet<>();
        List<ProbeAttempt> attempts = places.of(
                operation); // asks the other tenant's own lists for a token, which may take turns at its vendor
        Map<String, String> before = rows.of(hidden.id());
        for (ProbeAttempt attempt : attempts) {
            tried.computeIfAbsent(attempt.place(), _ -> new HashSet<>()).add(operation.id() + " " + attempt.where());
            for (String role : roles) {
                if (!operatorsBusiness(operation, role)) {
                    statuses.add(attempt(attempt, role).status());
                }
            }
        }
        Map<String, String> after = rows.of(hidden.id());
        if (!after.equals(before)) {
            faults.add(operation + " changed another tenant's rows: " + difference(before, after));
        }
        access(operation);
        if (!statuses.isEmpty()
                && statuses.stream().allMatch(status -> status == 403 || status == 401)
                && !operation.path().startsWith("/v1/tenants")) {
            faults.add(operation + " was never really tried: every role of a tenant is refused.");
        }
    }

    private static boolean operatorsBusiness(Operation operation, String role) {
        return role.equals(OPERATOR)
                && (operation.path().startsWith("/v1/tenants")
                        || operation.path().equals(AUDIT));
    }

    private Reply attempt(ProbeAttempt attempt, String role) {
        Reply real = send(attempt.real(), key(role));
        String problem = problem(attempt, role, real);
        tidy(attempt.operation(), attempt.real(), real);
        boolean compared = attempt.place() == ProbeAttempt.Place.PATH
                || role.equals("admin") && attempt.place() != ProbeAttempt.Place.PAGE_TOKEN;
        if (problem.isEmpty() && compared) {
            Reply stranger = send(attempt.stranger(), key(role));
            tidy(attempt.operation(), attempt.stranger(), stranger);
            if (!ResponseComparison.of(real, attempt.hidden())
                    .equals(ResponseComparison.of(stranger, attempt.hidden()))) {
                problem = "what exists is answered otherwise than what does not: " + stranger;
            }
        }
        if (!problem.isEmpty()) {
            faults.add(attempt + " as " + role + ": " + problem + "\n  "
                    + attempt.real().curl(gateway.base()) + "\n  " + real);
        }
        return real;
    }

    private String problem(ProbeAttempt attempt, String role, Reply reply) {
        if (reply.status() >= 500) {
            return "the service broke";
        }
        if (role.equals(NOBODY) && !attempt.operation().anonymous()) {
            return reply.status() == 401 ? "" : "nobody has to be 401";
        }
        if (role.equals(OPERATOR)) {
            return reply.status() == 403 ? "" : "the operator has no business with a tenant's things: 403";
        }
        boolean made = attempt.operation().verb().equals("put") && reply.status() == 201;
        if (attempt.place() == ProbeAttempt.Place.PATH && reply.status() != 404 && reply.status() != 403 && !made) {
            return "another tenant's thing has to be 404";
        }
        return leak(attempt, reply);
    }

    /** Nothing of the other tenant may stand in an answer but what was in the question. */
    private String leak(ProbeAttempt attempt, Reply reply) {
        String shown = reply.body() + reply.headers();
        String asked = attempt.real().target()
                + attempt.real().headers()
                + attempt.real().body().map(String::new).orElse("")
                + attempt.hidden().value();
        Set<String> secrets = new TreeSet<>(hidden.markers());
        hidden.refs().stream().map(ref -> ref.value()).forEach(secrets::add);
        return secrets.stream()
                .filter(secret -> shown.contains(secret) && !asked.contains(secret))
                .findFirst()
                .map(secret -> "it tells " + secret)
                .orElse("");
    }

    /**
     * What we made under another's name in our own space goes again, and what we changed of our own is put back, so
     * that the next question finds what was before.
     */
    private void tidy(Operation operation, Call call, Reply reply) {
        if (reply.status() == 200 && operation.verb().equals("put")) {
            send(places.base(operation), own.key("admin"));
        }
        if (reply.status() == 201) {
            boolean imported = call.path().startsWith("/v1/starter-templates/");
            String made = imported
                    ? "/v1/templates/" + reply.json().path("name").asText()
                    : reply.header("location")
                            .map(location -> URI.create(location).getRawPath())
                            .orElse(call.path());
            send(Call.of("DELETE", made), own.key("admin"));
        }
    }

    /** Each may read; who only reads changes nothing. */
    private void access(Operation operation) {
        if (operation.anonymous()
                || operation.path().startsWith("/v1/tenants")
                || operation.path().equals(AUDIT)
                || ANYBODY_WITH_A_KEY.contains(operation.path())) {
            return;
        }
        boolean refused = send(places.base(operation), own.key("viewer")).status() == 403;
        if (refused == operation.reads()) {
            faults.add(operation
                    + (refused
                            ? " is refused to a viewer, who may read"
                            : " is not refused to a viewer, who only reads"));
        }
    }

    /** The way in that needs no key: the address of another tenant is of no use without the vendor's signature. */
    private void callback() {
        Map<String, String> before = rows.of(hidden.id());
        operations.find("post", "/callbacks/{vendor}/{token}").ifPresent(operation -> {
            Reply reply = send(
                    Call.of("POST", operation.concrete(hidden.path(operation)))
                            .json("{\"EventGroupId\":9,\"EventType\":901,\"EventInfo\":{}}"),
                    "");
            if (reply.status() != 401
                    || !leak(
                                    new ProbeAttempt(
                                            operation,
                                            ProbeAttempt.Place.PATH,
                                            "token",
                                            hidden.ref("/callbacks/{vendor}/{token}")
                                                    .orElseThrow(),
                                            Call.of("POST", ""),
                                            Call.of("POST", "")),
                                    reply)
                            .isEmpty()
                    || !rows.of(hidden.id()).equals(before)) {
                faults.add(operation + " without a signature: " + reply);
            }
        });
    }

    private String key(String role) {
        return switch (role) {
            case NOBODY -> "";
            case OPERATOR -> gateway.operatorKey();
            default -> own.key(role);
        };
    }

    private Reply send(Call call, String key) {
        calls++;
        return gateway.send(key.isEmpty() ? call : call.key(key));
    }

    private static String difference(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList()
                .toString();
    }
}
