package io.voxgate.limits;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.voxgate.model.FreeForm;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/**
 * The lists and maps of the records that requests are read into, and whether each says how many items it takes at most.
 */
final class RequestCollections {
    private static final Set<Class<?>> NO_BODY =
            Set.of(BeanParam.class, HeaderParam.class, PathParam.class, QueryParam.class, Context.class);

    private final Set<Class<?>> seen = new LinkedHashSet<>();
    private final Set<String> unbounded = new TreeSet<>();

    private RequestCollections() {}

    /** The records that the resources take as bodies. */
    static Set<Class<?>> requests(JavaClasses api) {
        Set<Class<?>> found = new LinkedHashSet<>();
        api.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.reflect())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class)))
                .flatMap(RequestCollections::bodies)
                .filter(Class::isRecord)
                .forEach(found::add);
        return found;
    }

    private static Stream<Class<?>> bodies(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter ->
                        Arrays.stream(parameter.getAnnotations()).noneMatch(a -> NO_BODY.contains(a.annotationType())))
                .flatMap(RequestCollections::body);
    }

    private static Stream<Class<?>> body(Parameter parameter) {
        return Stream.concat(
                Stream.of(parameter.getType()),
                Optional.ofNullable(parameter.getAnnotation(RequestBody.class)).stream()
                        .flatMap(body -> Arrays.stream(body.content()))
                        .map(content -> content.schema().implementation()));
    }

    /** The lists and maps without an upper bound in a record and in everything below it. */
    static Set<String> unbounded(Class<?> type) {
        RequestCollections search = new RequestCollections();
        search.type(type);
        return search.unbounded;
    }

    private void type(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (type.isSealed()) {
            List.of(type.getPermittedSubclasses()).forEach(this::type);
        }
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getAccessor().isAnnotationPresent(FreeForm.class))
                    .forEach(component -> used(component, component.getAnnotatedType()));
        }
    }

    private void used(RecordComponent component, AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = component.getType();
            if ((Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) && !bounded(type)) {
                unbounded.add(component.getDeclaringRecord().getSimpleName() + "." + component.getName());
            }
            Arrays.stream(generic.getAnnotatedActualTypeArguments()).forEach(inner -> used(component, inner));
        } else if (type.getType() instanceof Class<?> plain) {
            type(plain);
        }
    }

    private static boolean bounded(AnnotatedType type) {
        return Optional.ofNullable(type.getAnnotation(Size.class))
                .filter(size -> size.max() <= Limit.BODY_VALUES.max())
                .isPresent();
    }
}
