package io.voxgate.api.http;

import io.quarkus.runtime.Startup;
import io.voxgate.security.AccessRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Nothing is served while {@link AccessRules} and the resources do not name the same operations. */
@Startup
@ApplicationScoped
public class AccessCheck {
    public AccessCheck(BeanManager beans) {
        List<String> found = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(AccessCheck::operations)
                .toList();
        check(found, AccessRules.operations());
    }

    /** The operation that a resource's method serves. */
    static String operation(Method method) {
        return Optional.ofNullable(method.getAnnotation(Operation.class))
                .map(Operation::operationId)
                .filter(id -> !id.isEmpty())
                .orElseThrow(() ->
                        new IllegalStateException(method + " has no operationId, so no line can say who may use it"));
    }

    /** @throws IllegalStateException when some operation is served without a line, twice, or not at all */
    static void check(List<String> served, Set<String> lines) {
        Set<String> wrong = new TreeSet<>();
        served.stream()
                .filter(operation -> !lines.contains(operation) || Collections.frequency(served, operation) > 1)
                .forEach(wrong::add);
        lines.stream().filter(operation -> !served.contains(operation)).forEach(wrong::add);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "The table of access and the resources differ in " + String.join(", ", wrong));
        }
    }

    private static Stream<String> operations(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(AccessCheck::serves).map(AccessCheck::operation);
    }

    private static boolean serves(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
