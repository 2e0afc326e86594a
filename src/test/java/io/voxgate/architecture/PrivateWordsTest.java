package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.testkit.ProductClasses;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The field's words, and none that only this code had, name types, methods and fields. */
class PrivateWordsTest {
    @Test
    void namesHaveTheFieldsWords() {
        assertThat(PrivateWords.in(ProductClasses.all())).isEmpty();
    }

    /** What must be found, beside what must not. */
    @SuppressWarnings("unused")
    static final class EventJournal {
        static final Duration LONGEST_PATIENCE = Duration.ZERO;
        static final Duration LOOKUP_TIMEOUT = Duration.ZERO;
        private int toldEvents;
        private int overlooked;

        void lookAgain() {}

        void lookUpAgain() {}

        void sealAll() {}
    }

    @Test
    void aPrivateWordIsFound() {
        String type = EventJournal.class.getName();

        assertThat(PrivateWords.in(new ClassFileImporter().importClasses(EventJournal.class)))
                .containsExactlyInAnyOrder(
                        type + ": EventJournal; say repository, not journal",
                        type + ": LONGEST_PATIENCE; say timeout, not patience",
                        type + ": toldEvents; say reported, recorded, sent, not told",
                        type + ": lookAgain; say look up, read, check, not look",
                        type + ": sealAll; say encrypt, not seal");
    }
}
