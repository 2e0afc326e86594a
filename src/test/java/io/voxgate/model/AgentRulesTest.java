package io.voxgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRulesTest {
    private static Agent agent(String part) {
        try {
            ObjectNode tree = (ObjectNode) Json.MAPPER.readTree("{\"llm\":{\"protocol\":\"openai\"}}");
            Json.merge(tree, (ObjectNode) Json.MAPPER.readTree(part));
            return Json.MAPPER.treeToValue(tree, Agent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> faults(String part) {
        return AgentRules.check(agent(part)).stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"greeting\":{\"mode\":\"static\"}} | /greeting/text REQUIRED",
                "{\"silence\":{\"reminder\":{\"action\":\"say\",\"afterMs\":5000}}} | /silence/reminder/text REQUIRED",
                "{\"tts\":{\"provider\":\"minimax\"}} | /tts/credentialRef REQUIRED",
                "{\"tts\":{\"provider\":\"custom\",\"url\":\"ftp://x\",\"credentialRef\":\"c\"}} | /tts/url WRONG_FORM",
                "{\"stt\":{\"hotWords\":[{\"text\":\"a,b\",\"weight\":1}]}} | /stt/hotWords/0/text WRONG_FORM",
                "{\"stt\":{\"hotWords\":[{\"text\":\"一二三四五六七八九十一\",\"weight\":11}]}} | /stt/hotWords/0/text WRONG_SIZE",
                "{\"stt\":{\"hotWords\":[{\"text\":\"a\",\"weight\":12}]}} | /stt/hotWords/0/weight OUT_OF_RANGE",
                "{\"stt\":{\"hotWords\":[{\"text\":\"a\",\"weight\":99}]}} | /stt/hotWords/0/weight OUT_OF_RANGE",
                "{\"stt\":{\"language\":\"zh_CN\"}} | /stt/language WRONG_FORM",
                "{\"stt\":{\"alternativeLanguages\":[\"en\",\"english!\"]}} | /stt/alternativeLanguages/1 WRONG_FORM",
                "{\"llm\":{\"url\":\"https://u:p@x/v1\"}} | /llm/url WRONG_FORM",
                "{\"llm\":{\"url\":\"llm.example.com\"}} | /llm/url WRONG_FORM",
                "{\"llm\":{\"credentialRef\":\"sk-ABC\"}} | /llm/credentialRef WRONG_FORM",
                "{\"tools\":{\"extraction\":[{\"name\":\"a\",\"type\":\"choice\"}]}} | /tools/extraction/0/choices REQUIRED",
                "{\"tools\":{\"extraction\":[{\"name\":\"a\",\"type\":\"text\"},{\"name\":\"a\","
                        + "\"type\":\"text\"}]}} | /tools/extraction/1/name DUPLICATE"
            })
    void refusesWhatIsWrongForEveryVendor(String part, String fault) {
        assertThat(faults(part)).containsExactly(fault);
    }

    @Test
    void refusesAHotWordWithABar() {
        assertThat(faults("{\"stt\":{\"hotWords\":[{\"text\":\"a|b\",\"weight\":1}]}}"))
                .containsExactly("/stt/hotWords/0/text WRONG_FORM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"greeting\":{\"mode\":\"static\",\"text\":\"Hi\"}}",
                "{\"tts\":{\"provider\":\"platform\"}}",
                "{\"tts\":{\"provider\":\"cosyvoice\"}}",
                "{\"stt\":{\"language\":\"zh-Hans-CN\",\"alternativeLanguages\":[\"yue\",\"en-US\"],"
                        + "\"hotWords\":[{\"text\":\"一二三四五六七八九十\",\"weight\":100}]}}",
                "{\"llm\":{\"url\":\"http://10.0.0.1:8000/v1?x=1\",\"credentialRef\":\"llm-1\"}}"
            })
    void takesWhatIsRight(String part) {
        assertThat(faults(part)).isEmpty();
    }

    @Test
    void variablesMayNotStandWhereTheyDecideTooMuch() {
        Agent agent = agent("{\"llm\":{\"url\":\"https://{{h}}/v1\",\"credentialRef\":\"{{c}}\"},"
                + "\"vendorOptions\":{\"tencent-trtc\":{\"a\":[\"{{v}}\"]}},"
                + "\"stt\":{\"language\":\"{{l}}\"}}");
        assertThat(AgentRules.checkTemplate(agent))
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly(
                        "/llm/url VARIABLE_NOT_ALLOWED",
                        "/llm/credentialRef VARIABLE_NOT_ALLOWED",
                        "/vendorOptions/tencent-trtc/a/0 VARIABLE_NOT_ALLOWED");
        assertThat(AgentRules.check(agent)).extracting(Fault::pointer).contains("/stt/language");
    }
}
