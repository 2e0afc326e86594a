package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.voxgate.service.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@ServiceTest
class ContractFileTest {
    @Test
    void committedContractIsTheServedOne() throws IOException {
        String served = RestAssured.get("/openapi.yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String committed = Files.exists(ContractFile.PATH) ? ContractFile.read() : "";
        if (Boolean.getBoolean("openapi.update") && !served.equals(committed)) {
            Files.createDirectories(ContractFile.PATH.getParent());
            Files.writeString(ContractFile.PATH, served);
        }
        assertThat(committed)
                .as("openapi/voxgate.yaml is stale. Write it anew: mvn test -Dtest=ContractFileTest "
                        + "-Dopenapi.update=true, read the difference, commit it.")
                .isEqualTo(served);
    }
}
