package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.voxgate.model.Agent;
import io.voxgate.model.FreeForm;
import io.voxgate.testkit.ProductClasses;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestCollectionsTest {
    private static final JavaClasses API =
            ProductClasses.all().that(JavaClass.Predicates.resideInAPackage("io.voxgate.api.."));

    record Outer(
            @Size(max = 3) List<Inner> bounded,
            List<String> free,
            @Size(min = 1) Map<String, String> onlyLeast,
            @FreeForm Map<String, Object> form) {}

    record Inner(@Size(max = 5) List<List<String>> nested, Family family) {}

    sealed interface Family {}

    record Kind(Set<String> words) implements Family {}

    @Test
    void everyListAndMapOfARequestSaysHowManyItTakes() {
        Set<Class<?>> requests = RequestCollections.requests(API);

        assertThat(requests).hasSizeGreaterThan(12).contains(Agent.class);
        assertThat(requests).flatMap(RequestCollections::unbounded).isEmpty();
    }

    @Test
    void oneThatDoesNotIsFound() {
        assertThat(RequestCollections.unbounded(Outer.class))
                .containsExactly("Inner.nested", "Kind.words", "Outer.free", "Outer.onlyLeast");
    }
}
