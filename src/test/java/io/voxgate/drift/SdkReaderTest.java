package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Classes in the form of Alibaba's newer SDKs, which are on no class path of ours; Tencent's real ones are read by
 * {@link DriftTest}.
 */
class SdkReaderTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface NameInMap {
        String value();
    }

    static final class StartThingRequest {
        @NameInMap("AppId")
        String appId = "";

        @NameInMap("Config")
        Config config = new Config();

        String notOnTheWire = "";
    }

    static final class Config {
        @NameInMap("UserIds")
        List<String> userIds = List.of();

        @NameInMap("Tools")
        List<Config> tools = List.of();

        @NameInMap("Params")
        Map<String, ?> params = Map.of();

        @NameInMap("preferVideo")
        Integer preferVideo = 0;

        @NameInMap("Rate")
        Double rate = 0.0;
    }

    static final class StartThingResponse {
        @NameInMap("headers")
        Map<String, String> headers = Map.of();

        @NameInMap("statusCode")
        Integer statusCode = 0;

        @NameInMap("body")
        Body body = new Body();
    }

    static final class Body {
        @NameInMap("RequestId")
        String requestId = "";

        @NameInMap("Status")
        String status = "";
    }

    static class Client {
        public StartThingResponse startThing(StartThingRequest request) {
            return new StartThingResponse();
        }

        public StartThingResponse startThingWithOptions(StartThingRequest request, Object runtime) {
            return new StartThingResponse();
        }

        public String endpoint(String region) {
            return region;
        }
    }

    /** As it stands beside a client of Tencent's. */
    enum ErrorCode {
        BROKEN("Failed.Broken"),
        LATE("Failed.Late");

        private final String value;

        ErrorCode(String value) {
            this.value = value;
        }

        public String getValue() {
            return value;
        }
    }

    @Test
    void errorCodesAreValues() {
        ApiDescription api = SdkReader.read("toy", "a toy", Client.class);
        Map<String, FieldDescription> fields =
                api.operations().get(OperationDescription.ERROR).fields();

        assertThat(fields).containsOnlyKeys(OperationDescription.ERROR_CODE);
        assertThat(fields.get(OperationDescription.ERROR_CODE).values())
                .containsExactly("Failed.Broken", "Failed.Late");
    }

    @Test
    void namesTypesListsAndTheAnswersBody() {
        ApiDescription api = SdkReader.read("toy", "a toy", Client.class);

        assertThat(api.operations().keySet()).containsExactly(OperationDescription.ERROR, "StartThing");
        Map<String, String> fields = new TreeMap<>();
        api.operations().get("StartThing").fields().forEach((path, field) -> {
            if (!path.contains("Tools[].Tools[]")) {
                fields.put(path, field.type().orElseThrow().toString());
            }
        });
        assertThat(fields)
                .containsEntry("request.AppId", "string")
                .containsEntry("request.Config.UserIds", "string[]")
                .containsEntry("request.Config.Params", "object")
                .containsEntry("request.Config.preferVideo", "integer")
                .containsEntry("request.Config.Rate", "number")
                .containsEntry("request.Config.Tools[].UserIds", "string[]")
                .containsEntry("response.Status", "string")
                .doesNotContainKeys(
                        "response.RequestId", "response.body.Status", "response.statusCode", "request.notOnTheWire");
    }

    @Test
    void aModelThatHoldsItselfEnds() {
        assertThat(SdkReader.read("toy", "a toy", Client.class).fields()).isLessThan(100);
    }

    @Test
    void aClassThatIsNotThereIsNone() {
        assertThat(SdkReader.find("com.aliyun.nothing.Client")).isEmpty();
        assertThat(SdkReader.find(Client.class.getName())).contains(Client.class);
    }
}
