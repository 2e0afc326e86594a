package io.voxgate.role;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The temporary keys of roles that are in use at this replica, in memory only. A key is replaced five minutes before it
 * ends, or at half its time where it lives shorter; while the service cannot be asked, the one that is there is used as
 * long as it lasts. Of several callers one asks, and the others wait for its answer.
 */
@ApplicationScoped
public class RoleKeys {
    private static final Logger LOG = Logger.getLogger(RoleKeys.class);
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** A key that ends so soon may end on its way to the vendor. */
    private static final Duration LAST_USE = Duration.ofSeconds(15);

    /** How long a "no" stands, so that a wrong role costs the service little; and the pause after a failed renewal. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final SecurityTokenService service;
    private final Clock clock;
    private final Cache<RoleRequest, RoleEntry> entries = Caffeine.newBuilder()
            .maximumSize(Limit.ROLE_KEYS.max())
            .expireAfterAccess(TemporaryKey.LASTS)
            .build();

    public RoleKeys(SecurityTokenService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** @param until the service is asked again from then on */
    private record KeptAnswer(RoleAnswer answer, Instant until) {}

    /** One role's answers; its lock is its own, so that a slow service holds up no other role. */
    private static final class RoleEntry {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile Optional<KeptAnswer> kept = Optional.empty();

        Optional<RoleAnswer> fresh(Instant now) {
            return kept.filter(answer -> now.isBefore(answer.until())).map(KeptAnswer::answer);
        }
    }

    /** The role's key, or why there is none. */
    public RoleAnswer key(RoleRequest request) {
        RoleEntry entry = entries.get(request, _ -> new RoleEntry());
        return entry.fresh(clock.instant()).orElseGet(() -> renewed(request, entry));
    }

    private RoleAnswer renewed(RoleRequest request, RoleEntry entry) {
        entry.asking.lock();
        try {
            Optional<RoleAnswer> meanwhile = entry.fresh(clock.instant());
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            KeptAnswer answer = kept(service.assume(request), entry.kept.map(KeptAnswer::answer), request);
            entry.kept = Optional.of(answer);
            return answer.answer();
        } finally {
            entry.asking.unlock();
        }
    }

    private KeptAnswer kept(RoleAnswer answer, Optional<RoleAnswer> before, RoleRequest request) {
        Instant now = clock.instant();
        return switch (answer) {
            case RoleAnswer.Granted granted ->
                new KeptAnswer(answer, renewal(now, granted.key().endsAt()));
            case RoleAnswer.Refused refused -> {
                LOG.warnf(
                        "role refused: vendor=%s code=%s",
                        request, refused.error().code());
                yield new KeptAnswer(answer, now.plus(AGAIN));
            }
            case RoleAnswer.Unavailable unavailable -> {
                LOG.warnf("role not renewed: vendor=%s cause=%s", request, unavailable.why());
                yield new KeptAnswer(before.filter(old -> lasts(old, now)).orElse(answer), now.plus(AGAIN));
            }
        };
    }

    private static boolean lasts(RoleAnswer old, Instant now) {
        return old instanceof RoleAnswer.Granted granted
                && now.isBefore(granted.key().endsAt().minus(LAST_USE));
    }

    private static Instant renewal(Instant now, Instant endsAt) {
        Duration lasts = Duration.between(now, endsAt);
        return endsAt.minus(lasts.compareTo(EARLY.multipliedBy(2)) > 0 ? EARLY : lasts.dividedBy(2));
    }
}
