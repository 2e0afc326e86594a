package io.voxgate.template;

import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Templates as starts need them. A revision never changes, so that it is read and checked once and kept until it is
 * deleted; which revision is the published one is kept until it is changed.
 */
@ApplicationScoped
public class TemplateCache {
    private static final CacheLimits PUBLISHED = new CacheLimits(20_000, 4 << 20, Duration.ofMinutes(1));
    private static final CacheLimits REVISIONS = new CacheLimits(10_000, 32 << 20, Duration.ofHours(1));
    private static final int POINTER_BYTES = 200;
    private static final int REVISION_BYTES = 1000;

    /** As a tree and, once more, as an agent. */
    private static final int BYTES_PER_CHARACTER = 8;

    private final Templates templates;
    private final AgentReader reader;
    private final InvalidatingCache<TemplateName, Integer> published;
    private final InvalidatingCache<Pin, Known> revisions;

    private record TemplateName(String tenantId, String name) {}

    private record Pin(String tenantId, String name, int number) {}

    /** @param whole the agent itself, when no variable stands in it */
    private record Known(Templates.Revision revision, Optional<Agent> whole) {}

    public TemplateCache(Templates templates, AgentReader reader, CacheRegistry caches) {
        this.templates = templates;
        this.reader = reader;
        this.published = caches.open(
                "published",
                PUBLISHED,
                _ -> POINTER_BYTES,
                (change, key, _) -> change.tenantId().equals(key.tenantId())
                        && (change.table().equals("tenant")
                                || (change.table().equals("template")
                                        && change.name().equals(key.name()))));
        this.revisions = caches.open(
                "revisions",
                REVISIONS,
                TemplateCache::bytes,
                (change, key, _) -> change.tenantId().equals(key.tenantId())
                        && (change.table().equals("tenant")
                                || (change.table().equals("template_revision")
                                        && change.name().equals(key.name() + "@" + key.number()))));
    }

    /** The published revision. */
    Optional<Templates.Revision> find(String tenantId, String name) {
        return published
                .find(
                        new TemplateName(tenantId, name),
                        () -> templates
                                .find(tenantId, name)
                                .filter(Templates.Revision::isPublished)
                                .map(Templates.Revision::number))
                .flatMap(number -> find(tenantId, name, number));
    }

    Optional<Templates.Revision> find(String tenantId, String name, int number) {
        return known(new Pin(tenantId, name, number)).map(Known::revision);
    }

    /** The agent of a revision that is the same for every session. */
    Optional<Agent> whole(String tenantId, Templates.Revision revision) {
        return known(new Pin(tenantId, revision.name(), revision.number())).flatMap(Known::whole);
    }

    private Optional<Known> known(Pin pin) {
        return revisions.find(
                pin,
                () -> templates.find(pin.tenantId(), pin.name(), pin.number()).map(this::compile));
    }

    private Known compile(Templates.Revision revision) {
        boolean plain =
                new Variables(Map.of()).undeclared(revision.template().agent()).isEmpty();
        return new Known(
                revision,
                Optional.of(revision.template().agent())
                        .filter(_ -> plain)
                        .map(reader::read)
                        .filter(read -> read.faults().isEmpty())
                        .map(StrictJson.Read::value));
    }

    private static long bytes(Known known) {
        return REVISION_BYTES
                + BYTES_PER_CHARACTER
                        * (long) Json.write(known.revision().template().tree()).length();
    }
}
