package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tenant to try things with. Its key is kept beside the data and stays the same as long as it works. */
record DemoTenant(String key, Path file) {
    static final String ID = "demo";

    static DemoTenant ensure(ApiClient operator, Path home) throws IOException {
        KeyFile file = new KeyFile(home.resolve("demo.key"));
        Optional<String> kept = file.read().filter(key -> works(operator.withKey(key)));
        if (kept.isPresent()) {
            return new DemoTenant(kept.get(), file.path());
        }
        makeTenant(operator);
        JsonNode made = operator.post("v1/tenants/" + ID + "/keys", Map.of("name", "start", "roles", List.of("admin")));
        file.write(made.path("key").asText());
        return new DemoTenant(made.path("key").asText(), file.path());
    }

    private static boolean works(ApiClient api) {
        try {
            api.get("v1/tenants/" + ID);
            return true;
        } catch (ApiFailure e) {
            return false;
        }
    }

    private static void makeTenant(ApiClient operator) {
        try {
            operator.post("v1/tenants", Map.of("id", ID, "name", "Demo"));
        } catch (ApiFailure e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }
}
