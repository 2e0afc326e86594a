package io.voxgate.chaos;

import io.voxgate.replicas.FleetTenant;
import io.voxgate.replicas.Inbox;
import io.voxgate.replicas.Replica;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tenants of a run, each with a connection for every vendor and two receivers of its events. */
final class ChaosTenants {
    /** Orders are theirs in turn. */
    static final int MANY = 2;

    private static final String FAILING_RECEIVER = "flaky";

    private final List<FleetTenant> tenants;
    private final List<Map<ChaosVendor, String>> callbackPaths;

    private ChaosTenants(List<FleetTenant> tenants, List<Map<ChaosVendor, String>> callbackPaths) {
        this.tenants = tenants;
        this.callbackPaths = callbackPaths;
    }

    static ChaosTenants create(Replica replica, String vendorUrl, Inbox inbox) {
        List<FleetTenant> tenants = IntStream.range(0, MANY)
                .mapToObj(_ -> FleetTenant.create(replica))
                .toList();
        List<Map<ChaosVendor, String>> paths = tenants.stream()
                .map(tenant -> connect(tenant, replica, vendorUrl))
                .toList();
        ChaosTenants all = new ChaosTenants(tenants, paths);
        for (int i = 0; i < MANY; i++) {
            FleetTenant tenant = tenants.get(i);
            webhooks(i).forEach(webhook -> inbox.subscribe(tenant, replica, webhook));
        }
        return all;
    }

    /** The names of all webhooks, which differ from tenant to tenant. */
    List<String> webhooks() {
        return IntStream.range(0, MANY)
                .boxed()
                .flatMap(number -> webhooks(number).stream())
                .toList();
    }

    private static List<String> webhooks(int tenant) {
        return List.of(HistoryChecker.GOOD_RECEIVER + "-" + tenant, FAILING_RECEIVER + "-" + tenant);
    }

    private static Map<ChaosVendor, String> connect(FleetTenant tenant, Replica replica, String url) {
        tenant.connect(replica, url, "AKIDchaos").then().statusCode(201);
        tenant.at(replica)
                .body("""
                {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKIDchaos","secretKey":"secretKeyOfTheTests0002","pushUser":"%s",\
                "pushPassword":"%s"}}""".formatted(url, tenant.app(), VendorCallback.PUSH_USER, VendorCallback.PUSH_PASSWORD))
                .put("/v1/connections/ccc")
                .then()
                .statusCode(201);
        tenant.at(replica)
                .body("""
                {"vendor":"alibaba-rtc","endpoint":"%s","settings":{"appId":"app%d","templateId":"tpl-1"},
                 "credentials":{"accessKeyId":"LTAIchaos","accessKeySecret":"accessKeySecretOfTests01",\
                "appKey":"appKeyOfTheTests01","callbackKey":"%s"}}""".formatted(url, tenant.app(), VendorCallback.ALIBABA_KEY))
                .put("/v1/connections/alibaba")
                .then()
                .statusCode(201);
        return Arrays.stream(ChaosVendor.values())
                .collect(Collectors.toMap(
                        vendor -> vendor,
                        vendor -> URI.create(tenant.at(replica)
                                        .get("/v1/connections/" + vendor.connection())
                                        .then()
                                        .extract()
                                        .<String>path("callbackUrl"))
                                .getPath()));
    }

    /** Whose an order is. */
    FleetTenant of(ChaosOrder order) {
        return tenants.get(order.number() % MANY);
    }

    /** Whose a session is, by the order in its metadata. */
    FleetTenant of(String marker) {
        return tenants.get(Integer.parseInt(marker.replaceAll("[^0-9]", "")) % MANY);
    }

    String callbackPath(ChaosOrder order) {
        return callbackPaths.get(order.number() % MANY).get(order.vendor());
    }

    /** A list for SQL. */
    String ids() {
        return tenants.stream().map(tenant -> "'" + tenant.id() + "'").collect(Collectors.joining(","));
    }
}
