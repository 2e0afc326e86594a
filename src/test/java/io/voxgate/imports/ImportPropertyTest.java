package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.property.Property;
import io.voxgate.tck.AllAdapters;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an import answers can be translated for the same vendor, always, and comes back equal but for secrets and what
 * the reports name; anything else is refused in words. A failure names its seed ({@code -Dproperty.seed=N}).
 */
class ImportPropertyTest {
    /** Fewer than this of a few hundred requests, read or refused: then one of the two was hardly tried. */
    private static final int ENOUGH = Long.getLong("property.seed") == null ? 15 : -1;

    @TestFactory
    Stream<DynamicTest> anImportHoldsOrIsRefusedInWords() {
        return AllAdapters.all().stream()
                .map(adapter -> dynamicTest(adapter.info().id(), () -> {
                    int[] read = new int[1];
                    int[] refused = new int[1];
                    Property.check(new RequestGen(adapter), request -> {
                        if (holds(adapter, request)) {
                            read[0]++;
                        } else {
                            refused[0]++;
                        }
                    });
                    assertThat(read[0]).as("requests that were read").isGreaterThan(ENOUGH);
                    assertThat(refused[0])
                            .as("requests that were refused")
                            .isGreaterThan(adapter.info().id().equals("toy") ? -1 : ENOUGH);
                }));
    }

    /** Whether it was read. */
    private static boolean holds(VendorAdapter adapter, ObjectNode request) {
        try {
            Importing.read(adapter.info().id(), request);
        } catch (Problem refusal) {
            assertThat(refusal.code().status()).as("%s", refusal.getMessage()).isBetween(400, 499);
            assertThat(refusal.getMessage()).isNotBlank().doesNotContain(RequestGen.CANARY);
            assertThat(refusal.faults()).allSatisfy(fault -> {
                assertThat(fault.pointer()).startsWith("/request");
                assertThat(fault.detail()).isNotBlank().doesNotContain(RequestGen.CANARY);
            });
            return false;
        }
        RoundTrip trip = RoundTrip.of(adapter.info().id(), request);
        assertThat(trip.again().report().accepted())
                .as("%s", trip.again().report().fields())
                .isTrue();
        assertThat(trip.unnamed())
                .as(
                        "imported %s with %s",
                        trip.imported().agent(), trip.imported().fields())
                .isEmpty();
        assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain(RequestGen.CANARY);
        return true;
    }

    /** As it was once: a type of a room in text was kept where no agent may have it. */
    @Test
    void theTypeOfARoomInTextIsRead() {
        ObjectNode request = CaseFiles.trtc(null, null).put("RoomIdType", "0");

        assertThat(RoundTrip.of("tencent-trtc", request)
                        .imported()
                        .channel()
                        .path("roomIdType")
                        .asText())
                .isEqualTo("numeric");
    }
}
