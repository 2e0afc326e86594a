package io.voxgate.connection;

import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.NearestName;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where an agent and the credentials that it names meet: does each exist, has it the fields that the provider wants,
 * may it be sent where the agent sends it?
 */
public final class CredentialRules {
    /** No credential has this name. */
    public static final String MISSING = "CREDENTIAL_MISSING";
    /** The credential lacks a field, or a field has the wrong form. */
    public static final String INCOMPLETE = "CREDENTIAL_INCOMPLETE";
    /** The credential must not be sent where the agent sends it. */
    public static final String HOST = "CREDENTIAL_HOST";

    private static final String UNCLEAR = "the url names no host that can be judged";

    private final HostRules hosts;

    public CredentialRules(EgressAddressPolicy guard) {
        this.hosts = new HostRules(guard);
    }

    /**
     * What may be known of a credential without opening it.
     *
     * @param hosts the only ones it may be sent to, as {@link HostName} writes them; empty: any public one
     */
    public record CredentialShape(Set<String> fields, Optional<List<String>> hosts) {
        public CredentialShape {
            fields = Set.copyOf(fields);
            hosts = hosts.map(List::copyOf);
        }

        boolean mayPass(Connection over) {
            return hosts.isEmpty() || over.relay().map(hosts.get()::contains).orElse(true);
        }
    }

    /** The names of the credentials that an agent needs. */
    public static Set<String> names(Agent agent) {
        return CredentialUse.all(agent).map(CredentialUse::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Everything that would keep an agent from its credentials.
     *
     * @param stored those of the agent's credentials that exist, by name
     * @param known the names of all credentials, for the one that was meant; asked when one is missing
     * @return faults with pointers into the agent, in its order
     */
    public List<Fault> check(Agent agent, Map<String, CredentialShape> stored, Supplier<Set<String>> known) {
        List<CredentialUse> uses = CredentialUse.all(agent).toList();
        Set<String> names = uses.stream().allMatch(use -> stored.containsKey(use.name())) ? Set.of() : known.get();
        FaultCollector faults = new FaultCollector();
        for (int i = 0; i < uses.size() && !faults.full(); i++) {
            CredentialUse use = uses.get(i);
            CredentialShape shape = stored.get(use.name());
            if (shape == null) {
                faults.add(missing(use.pointer(), use.name(), names));
            } else {
                use.fields().stream()
                        .filter(field -> !shape.fields().contains(field))
                        .map(field -> lacking(use, field, shape))
                        .forEach(faults::add);
                host(use, shape).ifPresent(faults::add);
            }
        }
        return faults.list();
    }

    /**
     * Only whether credentials may be sent where the agent sends them; a name that does not exist is passed over.
     *
     * @param vendor the vendor that the agent is sent to: what it has for others stays here
     * @return faults with the code {@link #HOST}
     */
    public List<Fault> destinations(Agent agent, Map<String, CredentialShape> stored, String vendor) {
        return CredentialUse.at(agent, vendor)
                .flatMap(use -> Optional.ofNullable(stored.get(use.name())).flatMap(shape -> host(use, shape)).stream())
                .limit(Limit.FAULTS.max() + 1)
                .toList();
    }

    /**
     * Only whether credentials may pass where a connection leads them: its endpoint reads what the vendor reads.
     *
     * @return faults with the code {@link #HOST}
     */
    public List<Fault> passages(Agent agent, Map<String, CredentialShape> stored, Connection over) {
        return CredentialUse.at(agent, over.vendor())
                .flatMap(use -> Optional.ofNullable(stored.get(use.name()))
                        .filter(shape -> !shape.mayPass(over))
                        .map(shape -> relayed(use, shape, over))
                        .stream())
                .limit(Limit.FAULTS.max() + 1)
                .toList();
    }

    private static Fault relayed(CredentialUse use, CredentialShape shape, Connection over) {
        return new Fault(
                use.pointer(),
                HOST,
                "The credential \"" + use.name() + "\" must not be sent there: it is bound to "
                        + String.join(", ", shape.hosts().orElseThrow()) + ", and the connection " + over.name()
                        + " sends everything over "
                        + over.relay().orElseThrow()
                        + ". Use a connection with the vendor's own endpoint, or name this host in the credential's hosts.");
    }

    /**
     * A credential's hosts as they are stored: each in its one spelling, once.
     *
     * @throws Problem 422 with everything that is invalid; pointers below {@code /hosts}
     */
    public List<String> hosts(List<String> given) {
        List<Fault> faults = new ArrayList<>();
        Set<String> normal = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String pointer = "/hosts/" + i;
            HostName.parse(given.get(i))
                    .ifPresentOrElse(
                            host -> hosts.refusal(host)
                                    .ifPresentOrElse(
                                            why -> faults.add(
                                                    new Fault(pointer, "HOST_NOT_ALLOWED", host + " " + why + ".")),
                                            () -> normal.add(host.toString())),
                            () -> faults.add(new Fault(
                                    pointer,
                                    "WRONG_FORM",
                                    "It must be a host's name, like api.example.com, or "
                                            + "api.example.com:8443 for another port than 443: no scheme, "
                                            + "path, user or wildcard.")));
        }
        if (!faults.isEmpty()) {
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    faults.getFirst().pointer() + ": " + faults.getFirst().detail(),
                    faults);
        }
        return List.copyOf(normal);
    }

    /** That no credential has this name. */
    public static Fault missing(String pointer, String name, Set<String> known) {
        return new Fault(
                pointer,
                MISSING,
                "There is no credential \"" + name + "\"." + NearestName.question(name, known)
                        + " Store it with PUT /v1/credentials/" + name + ".");
    }

    private static Fault lacking(CredentialUse use, String field, CredentialShape shape) {
        return new Fault(
                use.pointer(),
                INCOMPLETE,
                "The credential \"" + use.name() + "\" has no field " + field + ", which " + use.user()
                        + " needs (it has "
                        + String.join(", ", new TreeSet<>(shape.fields())) + ")."
                        + NearestName.question(field, shape.fields())
                        + " Store it again with PUT /v1/credentials/" + use.name() + ", with the fields "
                        + String.join(", ", use.fields()) + ".");
    }

    private Optional<Fault> host(CredentialUse use, CredentialShape shape) {
        return goal(use, shape.hosts())
                .map(why -> new Fault(
                        use.pointer(),
                        HOST,
                        "The credential \"" + use.name() + "\" must not be sent there: " + why + "."));
    }

    private Optional<String> goal(CredentialUse use, Optional<List<String>> allowed) {
        if (use.url().isEmpty()) {
            return allowed.map(some -> unnamed(use, some))
                    .or(() -> use.beside().stream()
                            .flatMap(url -> refusal(url).stream())
                            .findFirst());
        }
        Optional<HostName> goal = use.url().flatMap(HostName::of);
        return goal.isEmpty()
                ? Optional.of(UNCLEAR)
                : allowed.filter(some -> !some.contains(goal.get().toString()))
                        .map(some -> "it is bound to " + String.join(", ", some) + ", and this agent sends it to "
                                + goal.get())
                        .or(() -> hosts.refusal(goal.get()).map(why -> goal.get() + " " + why));
    }

    private Optional<String> refusal(String url) {
        Optional<HostName> goal = HostName.of(url);
        return goal.isEmpty()
                ? Optional.of(UNCLEAR)
                : hosts.refusal(goal.get()).map(why -> goal.get() + ", which stands in the same object, " + why);
    }

    /** Without a URL the vendor or the provider decides where the secret goes, which may be none of the hosts. */
    private static String unnamed(CredentialUse use, List<String> allowed) {
        String bound = "it is bound to " + String.join(", ", allowed) + ", and ";
        return use.slot()
                ? bound
                        + "what stands here goes where the vendor decides. Store it under another name without hosts, if that "
                        + "is meant"
                : bound + "this agent names no url for it, so the provider decides where it goes. Name the url if "
                        + use.user() + " takes one, or store the credential without hosts";
    }
}
