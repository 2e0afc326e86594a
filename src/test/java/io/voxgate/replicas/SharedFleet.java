package io.voxgate.replicas;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test that wants a {@link Fleet} the same two replicas, started by the first and ended after the last.
 * Whoever kills one revives it. One try of a webhook ends after 3 seconds, not after 15.
 */
final class SharedFleet implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedFleet.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Fleet resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        Fleet.class,
                        _ -> Fleet.start("shared", 2, Map.of("VOXGATE_WEBHOOKS_DELIVERY_TIMEOUT", "3S")),
                        Fleet.class);
    }
}
