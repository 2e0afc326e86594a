package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.event.webhook.EventTypes;
import io.voxgate.model.EventData;
import io.voxgate.testkit.ProductClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is in the contract's list of events that nothing ever makes. */
class EventProducersTest {
    private static final Path MAIN = Path.of("src/main/java/io/voxgate");

    private static final JavaClasses PRODUCT = ProductClasses.all();

    /** The kinds that no class makes; what makes only copies of itself does not count. */
    private static Set<String> madeByNothing(Class<?> sealed, JavaClasses classes) {
        Set<String> made = classes.stream()
                .flatMap(type -> Stream.<JavaAccess<?>>concat(
                        type.getConstructorCallsFromSelf().stream(), type.getConstructorReferencesFromSelf().stream()))
                .filter(access -> !access.getOriginOwner().equals(access.getTargetOwner()))
                .map(access -> access.getTargetOwner().getName())
                .collect(Collectors.toSet());
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(kind -> !made.contains(kind.getName()))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachKindOfEventIsMadeByAnAdapterOrByVoxgateItself() {
        assertThat(PRODUCT).hasSizeGreaterThan(200);
        assertThat(madeByNothing(EventData.class, PRODUCT)).isEmpty();
    }

    /** The one type that is no kind of {@link EventData}: a statement writes it when a webhook is switched off. */
    @Test
    void aWebhookThatIsSwitchedOffIsSaid() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<Path> producers = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> text(file).contains("'" + EventTypes.DISABLED + "'"))
                    .toList();
            assertThat(producers).isNotEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(EventTypes.KNOWN).hasSize(EventData.class.getPermittedSubclasses().length + 1);
    }

    sealed interface Weather {
        record Rain() implements Weather {}

        record Snow(int deep) implements Weather {
            Snow deeper() {
                return new Snow(deep + 1);
            }
        }
    }

    static final class Forecast {
        Weather tomorrow() {
            return new Weather.Rain();
        }
    }

    @Test
    void aKindThatNothingMakesIsFound() {
        JavaClasses few = new ClassFileImporter()
                .importClasses(Forecast.class, Weather.class, Weather.Rain.class, Weather.Snow.class);

        assertThat(madeByNothing(Weather.class, few)).containsExactly("Snow");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
