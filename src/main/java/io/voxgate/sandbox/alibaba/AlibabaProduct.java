package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SandboxRequest;
import java.util.Map;
import java.util.Set;

/**
 * A product's page as the gateway needs it.
 *
 * @param version the value of Version, or of x-acs-version
 * @param methods the HTTP methods that it takes
 * @param operations by their names
 */
record AlibabaProduct(String version, Set<String> methods, Map<String, RequestSchema> operations) {

    /** Whether a request names this API's version, in a parameter or a header. */
    boolean handles(SandboxRequest request) {
        if (request.header("x-acs-version").filter(version::equals).isPresent()) {
            return true;
        }
        try {
            return version.equals(RpcParameters.of(request).all().get("Version"));
        } catch (AlibabaRefusal unreadable) {
            return request.rawQuery().contains("Version=" + version);
        }
    }
}
