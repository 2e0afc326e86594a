package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.drift.Difference.Change;
import io.voxgate.drift.KnownDifferences.Known;
import io.voxgate.drift.PlantedChange.Planter;
import io.voxgate.drift.PlantedChange.Planting;
import io.voxgate.json.Json;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch itself: today's list is exact, and whatever changes at a vendor is found by its name. */
class DriftTest {
    private static final int PLANTED = 100;
    private static final long SEED = Long.getLong("drift.seed", 20261129);
    private static final List<Known> LIST = KnownDifferences.today();
    private static final Map<String, ApiDescription> OURS = Stream.of("tencent-trtc", "tencent-ccc", "alibaba-rtc")
            .collect(Collectors.toUnmodifiableMap(vendor -> vendor, DriftSources::ours));
    private static final Map<String, Path> CODE = Map.of(
            "tencent-trtc", Path.of("src/main/java/io/voxgate/adapter/tencent/trtc"),
            "tencent-ccc", Path.of("src/main/java/io/voxgate/adapter/tencent/ccc"),
            "alibaba-rtc", Path.of("src/main/java/io/voxgate/adapter/alibaba/rtc"));

    @Test
    void everyVendorIsWatched() {
        assertThat(DriftSources.vendors())
                .containsExactlyInAnyOrderElementsOf(AllAdapters.all().stream()
                        .map(adapter -> adapter.info().id())
                        .filter(id -> !id.equals("toy"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent-trtc", "tencent-ccc", "alibaba-rtc"})
    void theListIsExactForTodaysSdk(String vendor) {
        DriftResult result = DriftResult.of(OURS.get(vendor), DriftSources.published(vendor), LIST);

        assertThat(result.unknown()).as("unknown").isEmpty();
        assertThat(result.stale().stream().map(Known::key))
                .as("listed, but no more")
                .isEmpty();
        assertThat(result.known()).isNotEmpty();
    }

    @Test
    void eachPlantedChangeIsFoundByItsName() {
        Random random = new Random(SEED);
        Map<Planting, Integer> planted = new EnumMap<>(Planting.class);
        for (int i = 0; i < PLANTED; i++) {
            String vendor = random.nextBoolean() ? "tencent-trtc" : "tencent-ccc";
            ApiDescription ours = OURS.get(vendor);
            Planting planting = Planting.values()[i % Planting.values().length];
            PlantedChange change =
                    new Planter(ours, withValues(DriftSources.published(vendor), ours), random).plant(planting);

            DriftResult result = DriftResult.of(ours, change.changed(), LIST);

            String which = "-Ddrift.seed=%d, change %d, %s of %s".formatted(SEED, i, planting, vendor);
            assertThat(keys(result)).as(which).containsExactlyInAnyOrderElementsOf(change.unknown());
            assertThat(result.stale().stream().map(Known::key))
                    .as(which + ", no more")
                    .containsExactlyInAnyOrderElementsOf(change.stale());
            assertThat(change.unknown().size() + change.stale().size())
                    .as(which)
                    .isPositive();
            planted.merge(planting, 1, Integer::sum);
        }
        assertThat(planted.keySet()).containsExactlyInAnyOrder(Planting.values());
    }

    @Test
    void withItsValuesTheSdkDiffersInNothingNew() {
        for (String vendor : List.of("tencent-trtc", "tencent-ccc")) {
            DriftResult result = DriftResult.of(
                    OURS.get(vendor), withValues(DriftSources.published(vendor), OURS.get(vendor)), LIST);

            assertThat(result.unknown()).as(vendor).isEmpty();
            assertThat(result.stale()).as(vendor).isEmpty();
        }
    }

    @Test
    void errorCodesMeanWhatTheListSays() {
        List<Known> errors = LIST.stream()
                .filter(known ->
                        known.change() == Change.NEW && known.name().startsWith(OperationDescription.ERROR + "."))
                .toList();

        assertThat(errors).hasSizeGreaterThan(100).allSatisfy(known -> {
            String code = known.name().substring(known.name().indexOf('=') + 1);
            VendorAdapter adapter = AllAdapters.named(known.vendor());
            VendorCall start =
                    new VendorCall(String.valueOf(adapter.info().operations().get("start")), Json.object());
            CallOutcome outcome = adapter.read(start, HttpReply.json(200, """
                    {"Response": {"Error": {"Code": "%s", "Message": "m"}, "RequestId": "r"}}""".formatted(code)));
            assertThat(outcome instanceof CallOutcome.Refused)
                    .as(code)
                    .isEqualTo(known.note().reason().contains("the call was refused"));
            assertThat(outcome instanceof CallOutcome.Unknown)
                    .as(code)
                    .isEqualTo(known.note().reason().contains("may have been executed"));
        });
    }

    @Test
    void whatIsReadOfAnswersStandsInTheCode() {
        JsonNode answers = Yaml.resource("/drift/answers.yaml");
        TreeSet<String> missing = new TreeSet<>();
        CODE.forEach((vendor, folder) -> {
            String code = code(folder);
            answers.path(vendor)
                    .properties()
                    .forEach(operation -> operation
                            .getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    path -> Stream.of(path.replace("[]", "").split("\\."))
                                            .filter(name -> !code.contains('"' + name + '"'))
                                            .forEach(name -> missing.add(
                                                    vendor + " " + operation.getKey() + "." + path + ": " + name))));
            assertThat(OURS.get(vendor).operations().keySet())
                    .as(vendor)
                    .containsAll(() -> answers.path(vendor).fieldNames());
        });

        assertThat(missing).isEmpty();
    }

    /** The SDK's classes list no values but error codes, so the copy that is changed gets ours. */
    private static ApiDescription withValues(ApiDescription vendors, ApiDescription ours) {
        Map<String, OperationDescription> operations = new TreeMap<>(vendors.operations());
        ours.operations()
                .forEach((name, operation) -> operations.computeIfPresent(name, (_, theirs) -> {
                    Map<String, FieldDescription> fields = new TreeMap<>(theirs.fields());
                    operation
                            .fields()
                            .forEach((path, field) -> fields.computeIfPresent(
                                    path, (_, other) -> other.values().isEmpty() ? other.with(field.values()) : other));
                    return OperationDescription.of(fields);
                }));
        return ApiDescription.of(vendors.vendor(), vendors.kind(), vendors.source(), operations);
    }

    private static List<String> keys(DriftResult result) {
        return result.unknown().stream().map(Difference::key).toList();
    }

    private static String code(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder code = new StringBuilder();
            for (Path file : files.toList()) {
                code.append(Files.readString(file));
            }
            return code.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
