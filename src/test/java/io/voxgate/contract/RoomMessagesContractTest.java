package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.voxgate.adapter.MessageForms;
import io.voxgate.adapter.RoomMessages;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.tck.AllAdapters;
import io.voxgate.testkit.GuideExample;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a client's messages leads to schemas of the contract, and the guides' examples are valid by them. */
class RoomMessagesContractTest {
    private static final OpenAPI CONTRACT =
            new OpenAPIV3Parser().readContents(ContractFile.read()).getOpenAPI();

    private static List<RoomMessages> messages() {
        return AllAdapters.all().stream()
                .map(VendorAdapter::roomMessages)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A schema that is missing would let everything pass. */
    private static ValidationReport check(GuideExample example) {
        assertThat(CONTRACT.getComponents().getSchemas()).containsKey(example.schema());
        return new SchemaValidator(CONTRACT, new MessageResolver())
                .validate(example::body, CONTRACT.getComponents().getSchemas().get(example.schema()), "guide");
    }

    /** Of the product's vendors; the toy of the tests has no clients. */
    @Test
    void eachVendorWithRoomsHasItsGuide() {
        assertThat(AllAdapters.all())
                .filteredOn(adapter -> adapter.getClass().getPackageName().startsWith("io.voxgate.adapter."))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(adapter -> assertThat(adapter.roomMessages().isPresent())
                        .as(adapter.info().id())
                        .isEqualTo(adapter.info().channels().contains("room")));
        assertThat(messages())
                .allSatisfy(vendor -> assertThat(Path.of(vendor.guide()))
                        .isRegularFile()
                        .content()
                        .contains(vendor.vendorPage()));
    }

    @Test
    void everyMessageLeadsToASchemaOfTheContract() {
        assertThat(messages())
                .hasSize(2)
                .allSatisfy(vendor -> assertThat(MessageForms.named(vendor))
                        .isNotEmpty()
                        .isSubsetOf(CONTRACT.getComponents().getSchemas().keySet()));
    }

    @Test
    void everyExampleIsValidByTheContract() {
        assertThat(messages())
                .flatExtracting(vendor -> GuideExample.of(vendor.guide()))
                .filteredOn(example -> !example.schema().isEmpty())
                .hasSizeGreaterThan(8)
                .allSatisfy(example -> assertThat(check(example).getMessages())
                        .as(example.toString())
                        .isEmpty());
    }

    @Test
    void anExampleWithoutANeededMemberIsNotValid() {
        ObjectNode subtitle = GuideExample.of("docs/clients/trtc.md").stream()
                .filter(example -> example.schema().equals("TrtcSubtitleMessage"))
                .findFirst()
                .orElseThrow()
                .body()
                .deepCopy();
        subtitle.withObject("payload").remove("end");

        assertThat(check(new GuideExample("TrtcSubtitleMessage", subtitle)).hasErrors())
                .isTrue();
    }
}
