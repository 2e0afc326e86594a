package io.voxgate.service;

import io.voxgate.sandbox.PodTokens;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the service of the tests is to the simulated vendors without a key, and the tenants that it lends that to. */
final class TestIdentity {
    /** Of this process alone: another runs the service too. */
    static final Path TOKEN_FILE = Path.of("target/workload-token-of-the-tests-"
                    + ProcessHandle.current().pid())
            .toAbsolutePath();

    static final String TOKEN = PodTokens.until(Instant.parse("2099-01-01T00:00:00Z"));

    private static final List<String> TENANTS = List.of("t-lent-trtc", "t-lent-ccc", "t-lent-ali");
    private static final List<String> ROLES = List.of("workload", "workload-not-trusted", "workload-unknown-role");

    private TestIdentity() {}

    static String role(String connection, String name) {
        return connection.equals("ali")
                ? "acs:ram::1000000000000001:role/" + name
                : "qcs::cam::uin/100000000001:roleName/" + name;
    }

    /** Each of the tenants has its roles with Tencent and with Alibaba. */
    static String grants() {
        return TENANTS.stream()
                .flatMap(tenant -> ROLES.stream()
                        .flatMap(name ->
                                List.of("trtc", "ali").stream().map(vendor -> tenant + "=" + role(vendor, name))))
                .collect(Collectors.joining(" "));
    }
}
