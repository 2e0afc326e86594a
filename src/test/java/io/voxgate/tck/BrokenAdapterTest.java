package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.model.Channel;
import io.voxgate.model.FieldOutcome;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.toy.sandbox.ToySimulator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** A toy that is broken in one way is caught by the part of the TCK that is there for it. */
class BrokenAdapterTest {

    @Test
    void aFieldThatIsNotSentIsCaught() {
        Broken broken = translating(translation -> with(
                translation,
                without(translation.call().body(), "opening"),
                translation.report().fields()));

        assertThat(failures(broken.eachLeafAlone())).anyMatch(name -> name.startsWith("/greeting/text"));
    }

    @Test
    void aFieldThatIsSentForAnotherIsCaught() {
        Broken broken = translating(translation -> {
            ObjectNode body = translation.call().body().deepCopy();
            Optional.ofNullable(body.remove("interrupt")).ifPresent(value -> body.set("interupt", value));
            return with(translation, body, translation.report().fields());
        });

        assertThat(failures(broken.eachLeafAlone())).anyMatch(name -> name.startsWith("/interruption/mode"));
    }

    @Test
    void aLeafThatTheReportForgetsIsCaught() {
        Broken broken = translating(translation -> with(
                translation,
                translation.call().body(),
                translation.report().fields().stream()
                        .filter(entry -> !entry.path().equals("/subtitles/mode"))
                        .toList()));

        assertThat(failures(broken.eachLeafAlone())).anyMatch(name -> name.startsWith("/subtitles/mode"));
        assertThatThrownBy(broken::everyAgentIsTranslatedAndEachLeafNamedOnce)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dproperty.seed=");
    }

    @Test
    void aWrongOutcomeIsCaught() {
        Broken broken = translating(translation -> with(
                translation,
                translation.call().body(),
                translation.report().fields().stream()
                        .map(entry -> entry.outcome() == FieldOutcome.CLAMPED
                                ? new FieldReport.ReportEntry(
                                        entry.path(),
                                        FieldOutcome.EXACT,
                                        entry.value(),
                                        entry.vendorPath(),
                                        entry.vendorValue(),
                                        entry.note())
                                : entry)
                        .toList()));

        assertThat(failures(broken.eachLeafAlone())).anyMatch(name -> name.startsWith("/vad/silenceMs"));
    }

    @Test
    void aTranslatorThatLooksAtTheLocaleIsCaught() {
        Broken broken = translating(translation -> with(
                translation,
                translation.call().body().deepCopy().put("opening", "TITLE".toLowerCase(Locale.getDefault())),
                translation.report().fields()));

        assertThatThrownBy(broken::sameAgentSameBytesInAnyLocaleAndTimeZone).isInstanceOf(AssertionError.class);
    }

    @Test
    void noiseTakenForANoIsCaught() {
        Broken broken = new Broken(ofToy(
                "read",
                _ -> new CallOutcome.Refused(
                        CallOutcome.RefusalKind.VENDOR_REFUSED,
                        new CallOutcome.VendorError("toy", "BadField", "No.", null),
                        false,
                        Optional.empty())));

        assertThat(failures(broken.noiseIsAnUnknownOutcome())).isNotEmpty();
        assertThat(failures(broken.eachDocumentedErrorCode())).anyMatch(name -> name.startsWith("TaskTaken"));
    }

    private static Translation with(Translation translation, ObjectNode body, List<FieldReport.ReportEntry> fields) {
        return new Translation(
                translation.vendor(),
                new VendorCall(
                        translation.call().operation(), body, translation.call().jsonText()),
                new FieldReport(fields, translation.report().defaults()));
    }

    private static ObjectNode without(ObjectNode body, String name) {
        ObjectNode copy = body.deepCopy();
        copy.remove(name);
        return copy;
    }

    private static List<String> failures(Stream<DynamicTest> tests) {
        return tests.filter(BrokenAdapterTest::fails)
                .map(DynamicTest::getDisplayName)
                .toList();
    }

    private static boolean fails(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return false;
        } catch (Throwable caught) {
            return true;
        }
    }

    private static Broken translating(UnaryOperator<Translation> defect) {
        return new Broken(ofToy("translate", sound -> defect.apply((Translation) sound)));
    }

    /** The toy, with one method's results replaced. */
    private static VendorAdapter ofToy(String method, UnaryOperator<Object> defect) {
        VendorAdapter toy = new ToyTckTest().adapter();
        return (VendorAdapter) Proxy.newProxyInstance(
                BrokenAdapterTest.class.getClassLoader(),
                new Class<?>[] {VendorAdapter.class},
                (_, called, arguments) -> {
                    try {
                        Object result = called.invoke(toy, arguments);
                        return called.getName().equals(method) ? defect.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /**
     * The TCK's parts around a broken adapter; not a subclass of the TCK, so that nobody counts it among the vendors'.
     */
    private record Broken(VendorAdapter adapter) implements OutcomeTck, PurityTck, ErrorTck, GarbageTck {
        @Override
        public CallbackRequest genuineCallback() {
            return Genuine.toy();
        }

        @Override
        public Channel channel() {
            return new ToyTckTest().channel();
        }

        @Override
        public HttpReply error(String code, int status) {
            return new ToyTckTest().error(code, status);
        }

        @Override
        public SandboxAccount account() {
            return new ToyTckTest().account();
        }

        @Override
        public Simulator simulator(SandboxWorld world) {
            return new ToySimulator(world);
        }
    }
}
