package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorMatrix;
import io.voxgate.sandbox.Simulator;
import io.voxgate.tck.AllAdapters;
import io.voxgate.toy.ToyAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A vendor is an adapter, its simulator, one subclass of the TCK and its golden cases; a further one, the toy, needs
 * nothing else.
 */
class CatalogueTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPackages("io.voxgate.adapter", "io.voxgate.sandbox", "io.voxgate.tck", "io.voxgate.toy");

    @Test
    void everyAdapterHasOneSubclassOfTheTck() {
        List<JavaClass> subclasses = ALL.stream()
                .filter(type -> type.getRawSuperclass()
                        .filter(above -> above.getSimpleName().equals("VendorAdapterTck"))
                        .isPresent())
                .toList();

        AllAdapters.all()
                .forEach(adapter -> assertThat(subclasses)
                        .as("Subclasses of the TCK for %s", adapter.info().id())
                        .filteredOn(type -> type.getConstructorCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(adapter.getClass())))
                        .hasSize(1));
        assertThat(subclasses).hasSameSizeAs(AllAdapters.all());
    }

    @Test
    void everyAdapterHasASimulator() {
        Set<String> simulators = ALL.get(Simulator.class).getAllSubclasses().stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isAnonymousClass())
                .map(type -> type.getSimpleName().replace("Simulator", ""))
                .collect(Collectors.toSet());

        assertThat(simulators)
                .containsAll(AllAdapters.all().stream()
                        .map(adapter -> adapter.getClass().getSimpleName().replace("Adapter", ""))
                        .toList());
    }

    @Test
    void everyAdapterHasGoldenCasesAndExpectations() {
        assertThat(AllAdapters.all()).allSatisfy(adapter -> {
            assertThat(Path.of("src/test/resources/golden", adapter.info().id()))
                    .isDirectory();
            assertThat(Path.of(
                            "src/test/resources/tck",
                            "expected-outcomes-" + adapter.info().id() + ".yaml"))
                    .isRegularFile();
            assertThat(Path.of(
                            "src/test/resources/tck", "errors-" + adapter.info().id() + ".csv"))
                    .isRegularFile();
        });
    }

    @Test
    void theToyIsOneOfTheVendorsWithoutAWordOfItInTheProduct() throws IOException {
        VendorAdapter toy = new AdapterRegistry(AllAdapters.all()).get("toy");

        assertThat(toy).isInstanceOf(ToyAdapter.class);
        assertThat(VendorMatrix.of(toy))
                .filteredOn(row -> row.path().equals("/vad/silenceMs"))
                .map(VendorMatrix.MatrixRow::vendorPath)
                .containsExactly("ears.pause");
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")).filter(CatalogueTest::namesTheToy))
                    .isEmpty();
        }
    }

    private static boolean namesTheToy(Path source) {
        try {
            return Files.readString(source).matches("(?is).*\\b(toy|parlour)\\b.*");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
