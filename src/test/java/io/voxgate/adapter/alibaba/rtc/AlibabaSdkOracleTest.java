package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.auth.signers.SignatureAlgorithm;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.alibaba.Acs3;
import io.voxgate.adapter.alibaba.PercentEncoding;
import io.voxgate.adapter.alibaba.RpcSignature;
import io.voxgate.model.SecretText;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The vendor's own client sends what we send: the same parameters, and a signature that ours recomputes from what
 * arrived.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlibabaSdkOracleTest {
    private static final List<String> PROTOCOL = List.of("Action", "Format", "Version");

    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status;
    private String answer = "";

    private record Arrived(URI uri, Map<String, String> headers, byte[] body) {
        TreeMap<String, String> parameters() {
            return decoded(uri.getRawQuery());
        }

        TreeMap<String, String> form() {
            return decoded(new String(body, StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            arrived.add(new Arrived(
                    exchange.getRequestURI(), headers, exchange.getRequestBody().readAllBytes()));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    @Test
    void theClientSendsTheSameParametersInTheQuery() throws ClientException {
        VendorCall start = start();
        ObjectNode parameters = start.fill(TestAccount::fill);

        Arrived sdk = sent(
                start.operation(),
                request -> parameters
                        .properties()
                        .forEach(p -> request.putQueryParameter(
                                p.getKey(), p.getValue().asText())));

        TreeMap<String, String> theirs = sdk.parameters();
        PROTOCOL.forEach(theirs::remove);
        assertThat(theirs).isEqualTo(decoded(sign(start, "query").uri().getRawQuery()));
        assertThat(recomputed(sdk)).isEqualTo(signature(sdk.headers().get("Authorization")));
    }

    @Test
    void theClientSendsTheSameParametersInTheForm() throws ClientException {
        VendorCall start = start();
        ObjectNode parameters = start.fill(TestAccount::fill);

        Arrived sdk = sent(
                start.operation(),
                request -> parameters
                        .properties()
                        .forEach(p -> request.putBodyParameter(
                                p.getKey(), p.getValue().asText())));

        HttpCall ours = sign(start, "body");
        assertThat(sdk.form()).isEqualTo(decoded(ours.bodyText()));
        assertThat(sdk.headers().get("Content-Type")).isEqualTo(ours.headers().get("content-type"));
        assertThat(recomputed(sdk)).isEqualTo(signature(sdk.headers().get("Authorization")));
    }

    @Test
    void theClientSignsItsDefaultVersionOverAllParameters() throws ClientException {
        Arrived sdk = arrived(client -> client.getCommonResponse(
                request("StopAgent", request -> request.putBodyParameter("ChannelId", "ch 1*~中"))));

        TreeMap<String, String> parameters = sdk.parameters();
        String theirs = parameters.remove("Signature");
        parameters.putAll(sdk.form());
        assertThat(RpcSignature.sign("POST", parameters, TestAccount.secret("accessKeySecret")))
                .isEqualTo(theirs);
    }

    @Test
    void theRecomputationNoticesAnotherBody() throws ClientException {
        Arrived sdk = sent("StopAgent", request -> request.putBodyParameter("TaskId", "t1"));
        Arrived forged = new Arrived(sdk.uri(), sdk.headers(), "TaskId=t2".getBytes(StandardCharsets.UTF_8));

        assertThat(recomputed(forged)).isNotEqualTo(signature(sdk.headers().get("Authorization")));
    }

    @Test
    void anAnswerMeansTheSameToBoth() throws ClientException {
        status = 200;
        answer = "{\"RequestId\":\"r1\",\"Status\":2}";
        CommonResponse theirs =
                client().getCommonResponse(request("GetAgent", request -> request.putQueryParameter("TaskId", "t1")));
        CallOutcome ours = adapter.read(new VendorCall("GetAgent", Yaml.object("{}")), HttpReply.json(status, answer));

        assertThat(theirs.getData()).isEqualTo(answer);
        assertThat(ours)
                .isInstanceOfSatisfying(
                        CallOutcome.Accepted.class,
                        accepted -> assertThat(accepted.answer().path("Status").asInt())
                                .isEqualTo(2));
    }

    private interface Filling {
        void of(CommonRequest request);
    }

    private interface Sending {
        void through(DefaultAcsClient client) throws ClientException;
    }

    private Arrived sent(String action, Filling filling) throws ClientException {
        return arrived(client -> {
            CommonRequest request = request(action, filling);
            request.setSysSignatureVersion(SignatureVersion.V3);
            request.setSysSignatureAlgorithm(SignatureAlgorithm.ACS3_HMAC_SHA256);
            client.getCommonResponse(request);
        });
    }

    private Arrived arrived(Sending sending) throws ClientException {
        status = 200;
        answer = "{\"RequestId\":\"r1\"}";
        arrived.clear();
        sending.through(client());
        return arrived.remove();
    }

    private static DefaultAcsClient client() {
        return new DefaultAcsClient(DefaultProfile.getProfile(
                "cn-hangzhou", TestAccount.secret("accessKeyId"), TestAccount.secret("accessKeySecret")));
    }

    private CommonRequest request(String action, Filling filling) {
        CommonRequest request = new CommonRequest();
        request.setSysDomain("127.0.0.1:" + server.getAddress().getPort());
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysMethod(MethodType.POST);
        request.setSysVersion("2018-01-11");
        request.setSysAction(action);
        filling.of(request);
        return request;
    }

    private VendorCall start() {
        JsonNode in = Yaml.resource("/golden/alibaba-rtc/chinese-text/in.yaml");
        return adapter.translate(new StartCommand(
                        Yaml.agent(in.get("agent")),
                        Optional.of(Yaml.channel(in.get("channel"))),
                        Optional.of("ses_1")))
                .call();
    }

    private HttpCall sign(VendorCall call, String place) {
        VendorAccount account = TestAccount.account();
        ObjectNode settings = account.settings().deepCopy().put("parametersIn", place);
        return adapter.sign(
                call,
                new VendorAccount(account.region(), account.endpoint(), settings),
                TestAccount.secrets(call),
                TestAccount.NOW,
                new RequestNonce("3ee8c1b883d344afa94f4e0ad82fd6cf"));
    }

    /** As a server does it: the headers that the client says it signed, the body as it came. */
    private static String recomputed(Arrived request) {
        TreeMap<String, String> signed = new TreeMap<>();
        for (String name :
                part(request.headers().get("Authorization"), "SignedHeaders").split(";")) {
            signed.put(name, request.headers().get(name));
        }
        signed.put(Acs3.CONTENT_HASH, Acs3.hash(request.body()));
        return signature(Acs3.authorization(
                "any",
                new SecretText(TestAccount.secret("accessKeySecret")),
                new Acs3.SignableRequest("/", PercentEncoding.join(request.parameters()), signed)));
    }

    private static String signature(String authorization) {
        return part(authorization, "Signature");
    }

    private static String part(String authorization, String name) {
        return Stream.of(authorization.substring(authorization.indexOf(' ') + 1).split(","))
                .filter(part -> part.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private static TreeMap<String, String> decoded(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> url(pair[0]), pair -> url(pair[1]), (a, b) -> b, TreeMap::new));
    }

    private static String url(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
