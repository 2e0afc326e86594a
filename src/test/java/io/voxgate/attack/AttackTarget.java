package io.voxgate.attack;

import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.FleetTenant;
import io.voxgate.replicas.Replica;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What an attacker has before it: a replica, a tenant of its own with keys of every role, and some time. */
final class AttackTarget {
    /** Where every attacker comes from: another address than its victim's. */
    static final String ADDRESS = "127.0.0.66";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Fleet fleet;
    private final FleetTenant tenant;
    private final Map<String, String> bearers = new HashMap<>();
    private volatile long end = Long.MAX_VALUE;

    AttackTarget(Fleet fleet) {
        this.fleet = fleet;
        this.tenant = FleetTenant.create(fleet.a());
        bearers.put("admin", tenant.key().bearer());
        List.of("viewer", "editor", "runner")
                .forEach(
                        role -> bearers.put(role, tenant.newKey(fleet.a(), role).bearer()));
    }

    Fleet fleet() {
        return fleet;
    }

    Replica replica() {
        return fleet.a();
    }

    /** The attacker's own. */
    FleetTenant tenant() {
        return tenant;
    }

    /** The header's value for a key of the attacker with this role. */
    String bearer(String role) {
        return Objects.requireNonNull(bearers.get(role), role);
    }

    WireClient client() {
        return WireClient.at(replica().port(), ADDRESS, TIMEOUT);
    }

    /** As {@link #client()}, at another replica. */
    WireClient client(Replica other) {
        return WireClient.at(other.port(), ADDRESS, TIMEOUT);
    }

    /** A start of a session by the attacker. */
    byte[] start(String connection, String agent, String channel) {
        return WireRequest.of("POST", "/v1/sessions")
                .header("Authorization", bearer("runner"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"connection\":\"" + connection + "\",\"agent\":" + agent + ",\"channel\":" + channel + "}")
                .bytes();
    }

    void endAfter(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    /** Whether there is time left; an attack asks before everything that takes long. */
    boolean goesOn() {
        return System.nanoTime() < end && replica().alive();
    }

    /** Waits, but not longer than the attack has time. */
    void pause(Duration pause) {
        long until = Math.min(end, System.nanoTime() + pause.toNanos());
        while (System.nanoTime() < until && replica().alive()) {
            Pauses.of(Duration.ofNanos(Math.min(100_000_000, Math.max(1, until - System.nanoTime()))));
        }
    }

    /** Deletes the attacker's tenant with everything that it stored. */
    void clear() {
        if (replica().alive()) {
            client().exchange(WireRequest.of("DELETE", "/v1/tenants/" + tenant.id())
                    .header("Authorization", FleetTenant.OPERATOR)
                    .bytes());
        }
    }
}
