package io.voxgate.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a path takes, for the header {@code Allow}: read from the resources themselves, because the framework
 * does not say.
 */
@ApplicationScoped
public class AllowedMethods {
    private final List<AllowedOperation> operations = new ArrayList<>();

    private record AllowedOperation(Pattern path, String method) {}

    public AllowedMethods(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(type -> Arrays.stream(type.getMethods()).forEach(method -> add(type, method)));
    }

    /** Whether there is something at this path, but not for this method. */
    public boolean refuses(String method, String path) {
        Set<String> methods = named(path);
        return !methods.isEmpty() && !methods.contains(method);
    }

    private Set<String> named(String path) {
        return operations.stream()
                .filter(operation -> operation.path().matcher(path).matches())
                .map(AllowedOperation::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The methods of a path, in alphabetical order, with those that come for free. */
    public String of(String path) {
        Set<String> methods = named(path);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return String.join(", ", methods);
    }

    private void add(Class<?> type, Method method) {
        Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(kind -> kind.getAnnotation(HttpMethod.class))
                .flatMap(verb -> Optional.ofNullable(verb).stream())
                .forEach(verb -> operations.add(new AllowedOperation(
                        pattern(path(type.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class))),
                        verb.value())));
    }

    private static String path(@Nullable Path path) {
        String text = path == null ? "" : path.value().replaceAll("^/+|(?<!/)/+$", "");
        return text.isEmpty() ? "" : "/" + text;
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^{}]+}", "[^/]+") + "/?");
    }
}
