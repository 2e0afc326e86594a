package io.voxgate.api.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.voxgate.limits.LimitsTable;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.AccessRules;
import io.voxgate.security.CallerRole;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Completes the contract that is read from the resources: what holds for every operation is said here once (who may
 * call, the problems, the headers), and each operation gets its worked examples from
 * {@code contract/<operationId>.yaml}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {
    static final String BEARER = "key";

    private final IndexView index;
    private final ContractExamples examples = new ContractExamples();

    public OpenApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        ContractDefaults defaults = new ContractDefaults();
        describe(api);
        defaults.tags(api);
        new ContractSchemas(index).complete(api.getComponents());
        operations(api, defaults);
        ContractReferences references = new ContractReferences(api);
        references.simplify();
        ContractRoomMessages.complete(api, index, references.unused());
        references.prune();
        new ContractBounds(defaults).complete(api.getComponents());
        ContractSchemas.anchor(api);
        defaults.links(api);
    }

    private void operations(OpenAPI api, ContractDefaults defaults) {
        ContractParameters parameters = new ContractParameters(defaults);
        ContractProblems problems = new ContractProblems(defaults);
        problems.complete(api.getComponents());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    boolean anonymous =
                            AccessRules.roles(operation.getOperationId()).isEmpty();
                    parameters.complete(path, method, operation);
                    examples.complete(operation);
                    problems.complete(path, operation, anonymous, examples.problems(operation.getOperationId()));
                    ContractHeaders.complete(operation);
                    ContractSchemas.patches(operation, api.getComponents());
                    access(operation);
                }));
        parameters.nothingIsLeft();
        problems.answers().forEach(api.getComponents()::addResponse);
    }

    private static void describe(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Voxgate")
                .version("1")
                .license(OASFactory.createLicense()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0.html"))
                .contact(OASFactory.createContact().name("Voxgate").url("https://voxgate.io"))
                .description("""
                One HTTP API for voice agents on Tencent TRTC, Tencent CCC and Alibaba RTC. Write an agent once, see \
                what each vendor makes of it, start it on any.

                Conventions: JSON in camelCase; unknown members are refused with their path. Times are RFC 3339 in \
                UTC (…At), durations whole milliseconds (…Ms), languages BCP-47, phone numbers E.164. Lists answer \
                items and nextPageToken; pageSize is 50 unless you say otherwise, 200 at most. An empty query \
                parameter counts as not sent. Stored things carry a strong ETag: changes honour If-Match and \
                If-None-Match: *. PATCH is JSON Merge Patch; PUT by name creates or replaces. YAML bodies are \
                application/yaml.

                A path has one reading: with dot segments (. and .., also as %2e), empty segments (//), a semicolon, \
                or an encoded slash or backslash, it is a 404. A request that does not name exactly one Host is a \
                400. What cannot be read as an HTTP request is turned away before this API sees it, with a status \
                alone: 400 for a malformed request line, 414 above 256,000 bytes of it, 431 above 16 KiB of headers.

                Errors are RFC 9457 problems. Programs test code:

                | code | status | meaning |
                | --- | --- | --- |
                """
                        + Arrays.stream(ProblemCode.values())
                                .map(code -> "| " + code + " | " + code.status() + " | " + code.title() + " |")
                                .collect(Collectors.joining("\n"))
                        + """


                What is over a limit of the service gets a problem whose member limit names it (name, max, unit), before anything was done:

                """ + LimitsTable.markdown()));
        api.setExternalDocs(OASFactory.createExternalDocumentation()
                .url("/llms.txt")
                .description("For programs that read text: what this API is, each operation in a line, and where its "
                        + "contract, reference and portal are."));
        api.addServer(OASFactory.createServer().url("/").description("The service that answers this."));
        api.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A key of a tenant, or the operator's (VOXGATE_OPERATOR_KEY) for "
                                        + "tenants and their keys. Where an OIDC issuer is configured, a "
                                        + "token of it does as well. Each operation names its roles (x-roles)."));
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
    }

    /** Who may, for people and for programs. */
    private static void access(Operation operation) {
        List<String> roles = AccessRules.roles(operation.getOperationId()).stream()
                .sorted()
                .map(CallerRole::word)
                .toList();
        if (roles.isEmpty()) {
            operation.setSecurity(List.of());
            return;
        }
        operation.setDescription(operation.getDescription() + "\n\nRoles: " + String.join(", ", roles) + ".");
        operation.addExtension("x-roles", roles);
    }
}
