package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.testkit.ProductClasses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The product's statements have named parameters: the methods that take values by position are for tests only. */
class PositionalParametersTest {
    /** Where statements get values by position. */
    private static List<String> positional(JavaClasses types) {
        return types.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Transaction.class)
                        && !access.getOriginOwner().isEquivalentTo(Transaction.class))
                .filter(access -> access.getTarget()
                        .resolveMember()
                        .filter(JavaCodeUnit.class::isInstance)
                        .map(JavaCodeUnit.class::cast)
                        .filter(method -> method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Object[].class)))
                        .isPresent())
                .map(JavaAccess::getDescription)
                .toList();
    }

    @Test
    void theProductNamesItsParameters() {
        JavaClasses product = ProductClasses.all();

        assertThat(product)
                .as("classes of the product")
                .extracting(type -> type.getSimpleName())
                .contains("SessionTable", "Transaction")
                .doesNotContain("PositionalParametersTest");
        assertThat(positional(product)).isEmpty();
    }

    /** Never run: two positional statements, and two as they should be. */
    static final class Planted {
        static void run(Transaction tx) {
            tx.update("UPDATE tenant SET name = ? WHERE id = ?", "x", "y");
            Optional<Integer> one = tx.one("SELECT ?", row -> 1, 2);
            tx.list("SELECT " + one, row -> 1);
            tx.update("UPDATE tenant SET name = :name", SqlParameters.with("name", "x"));
        }
    }

    @Test
    void positionalOnesAreFound() {
        assertThat(positional(new ClassFileImporter().importClasses(Planted.class)))
                .hasSize(2)
                .allSatisfy(found -> assertThat(found).contains("Planted.run"));
    }
}
