package io.voxgate.attack;

import io.voxgate.replicas.Fleet;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A replica as production runs it, its database, and a victim that works there: the same for every test that wants it,
 * until an attack has done damage, which shall not be blamed on the next one.
 */
final class AttackedService implements AutoCloseable {
    private final ProductionSettings production = ProductionSettings.read();
    private Optional<Running> running = Optional.empty();

    /** @param victim a tenant that has done nothing to anybody */
    record Running(Fleet fleet, VictimTenant victim) {}

    /** Gives it to tests as a parameter. */
    static final class Shared implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(AttackedService.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == AttackedService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(AttackedService.class, _ -> new AttackedService(), AttackedService.class);
        }
    }

    long memoryBytes() {
        return production.memoryBytes();
    }

    /** Starts it when it does not run. */
    Running running() {
        if (running.isEmpty()) {
            Fleet fleet = Fleet.start("attacked", 1, production.environment(), production.jvmOptions());
            running = Optional.of(new Running(fleet, new VictimTenant(fleet.a())));
        }
        return running.get();
    }

    /** Ends it, with all that was stored; the next one begins with nothing. */
    @Override
    public void close() {
        running.ifPresent(old -> {
            old.victim().close();
            old.fleet().postgres().kill();
            old.fleet().close();
        });
        running = Optional.empty();
    }
}
