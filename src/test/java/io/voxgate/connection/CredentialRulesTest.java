package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.voxgate.connection.CredentialRules.CredentialShape;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialRulesTest {
    private final CredentialRules rules = new CredentialRules(new EgressAddressPolicy(false));
    private final CredentialRules atHome = new CredentialRules(new EgressAddressPolicy(true));

    private List<Fault> check(Agent agent, Map<String, CredentialShape> stored) {
        return rules.check(agent, stored, () -> Set.of("llm", "voice", "avatar"));
    }

    private List<Fault> checkAtHome(Agent agent, Map<String, CredentialShape> stored) {
        return atHome.check(agent, stored, Set::of);
    }

    private static Agent agent(String llm, String tts) {
        try {
            return Json.MAPPER.readValue(
                    "{\"llm\":{\"protocol\":\"openai\"%s},\"tts\":{%s}}".formatted(llm, tts), Agent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Agent llm(String url) {
        return agent(",\"url\":\"" + url + "\",\"credentialRef\":\"llm\"", "\"provider\":\"platform\"");
    }

    private static Map<String, CredentialShape> bound(String... hosts) {
        return Map.of(
                "llm",
                new CredentialShape(
                        Set.of("apiKey"), hosts.length == 0 ? Optional.empty() : Optional.of(List.of(hosts))));
    }

    @Test
    void everyCredentialOfAnAgentIsLookedFor() {
        Agent agent = agent(",\"credentialRef\":\"llm\"", "\"provider\":\"azure\",\"credentialRef\":\"voice\"");
        assertThat(CredentialRules.names(agent)).containsExactly("llm", "voice");
        assertThat(check(agent, Map.of()))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        tuple("/llm/credentialRef", "CREDENTIAL_MISSING"),
                        tuple("/tts/credentialRef", "CREDENTIAL_MISSING"));
        assertThat(check(agent("", "\"provider\":\"platform\""), Map.of())).isEmpty();
    }

    /**
     * The fields by provider of the neutral agent's page; platform and cosyvoice may go without a credential, but a
     * named one has to open something.
     */
    @ParameterizedTest
    @CsvSource({
        "tencent, appId secretId secretKey",
        "minimax, apiKey groupId",
        "azure, subscriptionKey",
        "volcengine, appId token",
        "cartesia, apiKey",
        "elevenlabs, apiKey",
        "custom, apiKey",
        "cosyvoice, apiKey",
        "platform, apiKey"
    })
    void eachProviderNamesTheFieldThatIsMissing(String provider, String fields) {
        Agent agent = agent("", "\"provider\":\"" + provider + "\",\"credentialRef\":\"voice\"");
        Set<String> all = Set.of(fields.split(" "));
        assertThat(check(agent, Map.of("voice", new CredentialShape(all, Optional.empty()))))
                .isEmpty();
        for (String missing : all) {
            Set<String> rest = new TreeSet<>(all);
            rest.remove(missing);
            rest.add("spare");
            assertThat(check(agent, Map.of("voice", new CredentialShape(rest, Optional.empty()))))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.code()).isEqualTo("CREDENTIAL_INCOMPLETE");
                        assertThat(fault.pointer()).isEqualTo("/tts/credentialRef");
                        assertThat(fault.detail())
                                .contains("\"voice\" has no field " + missing + ",")
                                .contains("tts.provider " + provider)
                                .contains("spare");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "minimax", "dify", "coze", "dashscope"})
    void eachProtocolNeedsAnApiKey(String protocol) throws JsonProcessingException {
        Agent agent = Json.MAPPER.readValue(
                "{\"llm\":{\"protocol\":\"" + protocol + "\",\"credentialRef\":\"llm\"}}", Agent.class);
        assertThat(check(agent, Map.of("llm", new CredentialShape(Set.of("apikey"), Optional.empty()))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail())
                        .contains("no field apiKey, which llm.protocol " + protocol + " needs (it has apikey)"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, api.openai.com", "https://API.OpenAI.com./v1, api.openai.com",
                "https://api.openai.com:443/v1, api.openai.com",
        "https://api.openai.com:8443/v1, api.openai.com:8443", "http://api.openai.com/v1, api.openai.com:80",
                "https://[2606:4700::0:1111]/v1, [2606:4700:0:0:0:0:0:1111]"
    })
    void aBoundCredentialGoesToItsHosts(String url, String host) {
        assertThat(check(llm(url), bound("other.example.com", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/v1",
                "https://api.openai.com.evil.example.com/",
                "https://evil.example.com/api.openai.com",
                "https://xapi.openai.com/",
                "https://openai.com/",
                "https://api.openai.com:8443/",
                "http://api.openai.com/",
                "http://api.openai.com:443/"
            })
    void aBoundCredentialGoesNowhereElse(String url) {
        assertThat(check(llm(url), bound("api.openai.com"))).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("CREDENTIAL_HOST");
            assertThat(fault.pointer()).isEqualTo("/llm/credentialRef");
            assertThat(fault.detail())
                    .contains(HostName.of(url)
                            .map(host -> "it is bound to api.openai.com, and this agent sends it to " + host)
                            .orElse("no host that can be judged"));
        });
    }

    @Test
    void aBoundCredentialNeedsAUrl() {
        assertThat(check(agent(",\"credentialRef\":\"llm\"", "\"provider\":\"platform\""), bound("api.openai.com")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("names no url"));
        assertThat(check(agent(",\"credentialRef\":\"llm\"", "\"provider\":\"platform\""), bound()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "https://llm/",
                "https://llm.internal/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/",
                "https://metadata.google.internal/",
                "https://printer.local./"
            })
    void anUnboundCredentialGoesToPublicHostsOnly(String url) {
        assertThat(check(llm(url), bound())).extracting(Fault::code).containsExactly("CREDENTIAL_HOST");
    }

    @Test
    void privateHostsAreForInstallationsThatAllowThemAndMetadataForNone() {
        assertThat(checkAtHome(llm("http://localhost:11434/v1"), bound())).isEmpty();
        assertThat(checkAtHome(llm("http://10.0.0.1/v1"), bound("10.0.0.1:80"))).isEmpty();
        assertThat(checkAtHome(llm("http://169.254.169.254/v1"), bound()))
                .extracting(Fault::code)
                .containsExactly("CREDENTIAL_HOST");
        assertThat(checkAtHome(llm("http://metadata.google.internal/v1"), bound("metadata.google.internal:80")))
                .extracting(Fault::code)
                .containsExactly("CREDENTIAL_HOST");
    }

    @Test
    void hostsAreKeptInOneSpelling() {
        assertThat(rules.hosts(List.of(
                        "API.OpenAI.com.",
                        "api.openai.com:443",
                        "bücher.example",
                        "x.example.com:8443",
                        "[2606:4700::1111]:444")))
                .containsExactly(
                        "api.openai.com",
                        "xn--bcher-kva.example",
                        "x.example.com:8443",
                        "[2606:4700:0:0:0:0:0:1111]:444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.com",
                "a.example.com/v1",
                "*.example.com",
                "*",
                "a b.example.com",
                "user@a.example.com",
                "a.example.com:0",
                "a.example.com:70000",
                "a..example.com",
                "-a.example.com",
                ".",
                "",
                "::1",
                "[::1",
                "a.example.com?x",
                "a_b%2e.example.com",
                "localhost",
                "127.0.0.1",
                "0x7f000001",
                "169.254.169.254",
                "fd00:ec2::254",
                "[fd00:ec2::254]",
                "redis",
                "db.internal"
            })
    void hostsThatCannotBeMeantAreRefusedWithTheirPlace(String host) {
        assertThatThrownBy(() -> rules.hosts(List.of("api.openai.com", host)))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem ->
                        assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/hosts/1"));
    }

    private static Agent with(String parts) {
        try {
            return Json.MAPPER.readValue(
                    "{\"llm\":{\"protocol\":\"openai\",\"url\":\"https://api.openai.com/v1\"%s}".formatted(parts),
                    Agent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, CredentialShape> stored(String name, Set<String> fields, String... hosts) {
        return Map.of(
                name, new CredentialShape(fields, hosts.length == 0 ? Optional.empty() : Optional.of(List.of(hosts))));
    }

    private static final String SLOT = "{\"$credential\":\"avatar\",\"field\":\"accessToken\"}";
    private static final String IN_AVATAR = "},\"avatar\":{\"a\":[{\"b\":" + SLOT + "}]}";
    private static final String IN_BODY = ",\"extraBody\":{\"x\":" + SLOT + "}}";

    /** The fields by provider of TRTC's pages 69592, 79673, 79674 and 79675. */
    @ParameterizedTest
    @CsvSource({"azure, subscriptionKey", "deepgram, apiKey", "soniox, apiKey", "tencent, appId secretId secretKey"})
    void eachRecogniserNamesTheFieldThatIsMissing(String provider, String fields) {
        Agent agent = with("},\"stt\":{\"provider\":\"" + provider + "\",\"credentialRef\":\"stt\"}");
        Set<String> all = Set.of(fields.split(" "));

        assertThat(check(agent, stored("stt", all))).isEmpty();
        assertThat(check(agent, stored("stt", Set.of("spare"))))
                .hasSize(all.size())
                .allSatisfy(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/stt/credentialRef");
                    assertThat(fault.detail()).contains("which stt.provider " + provider + " needs (it has spare)");
                });
        assertThat(check(agent, stored("stt", all, "api.deepgram.com")))
                .as("Nobody can promise where the vendor sends it")
                .extracting(Fault::code)
                .containsExactly("CREDENTIAL_HOST");
    }

    @Test
    void aSlotNamesACredentialAndAFieldThatExist() {
        assertThat(CredentialRules.names(with(IN_AVATAR))).containsExactly("avatar");
        assertThat(check(with(IN_AVATAR), stored("avatar", Set.of("accessToken"))))
                .isEmpty();
        assertThat(check(with(IN_AVATAR), stored("avatar", Set.of("acessToken", "appkey"))))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/avatar/a/0/b");
                    assertThat(fault.code()).isEqualTo("CREDENTIAL_INCOMPLETE");
                    assertThat(fault.detail())
                            .contains("no field accessToken, which this slot needs (it has acessToken, appkey)")
                            .contains("Did you mean acessToken?");
                });
        assertThat(check(with("},\"avatar\":{\"a\":" + SLOT.replace("\"avatar\"", "\"avatr\"") + "}"), Map.of()))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/avatar/a");
                    assertThat(fault.detail()).contains("There is no credential \"avatr\". Did you mean avatar?");
                });
    }

    @Test
    void aBoundCredentialStaysInTheBodyOfItsModel() {
        assertThat(check(with(IN_BODY), stored("avatar", Set.of("accessToken"), "api.openai.com")))
                .isEmpty();
        assertThat(check(with(IN_BODY), stored("avatar", Set.of("accessToken"), "tools.example.com")))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(tuple("/llm/extraBody/x", "CREDENTIAL_HOST"));
        assertThat(check(with(IN_AVATAR), stored("avatar", Set.of("accessToken"), "api.openai.com")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("goes where the vendor decides"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Url\":\"http://169.254.169.254/x\",\"k\":%s}",
                "{\"Hook\":{\"to\":\"https://10.0.0.1/\"},\"k\":%s}",
                "{\"c\":\"{\\\"Url\\\":\\\"http://localhost/\\\"}\",\"k\":%s}"
            })
    void noSlotStandsBesideAPrivateAddress(String options) {
        Agent agent = with("},\"vendorOptions\":{\"tencent-trtc\":{\"Beta\":" + options.formatted(SLOT) + "}}");

        assertThat(check(agent, stored("avatar", Set.of("accessToken"))))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(tuple("/vendorOptions/tencent-trtc/Beta/k", "CREDENTIAL_HOST"));
        assertThat(rules.destinations(agent, stored("avatar", Set.of("accessToken")), "tencent-trtc"))
                .hasSize(1);
        assertThat(rules.destinations(agent, stored("avatar", Set.of("accessToken")), "tencent-ccc"))
                .as("It is not sent to another vendor")
                .isEmpty();
    }
}
