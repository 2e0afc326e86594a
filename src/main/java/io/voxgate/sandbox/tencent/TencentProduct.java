package io.voxgate.sandbox.tencent;

import io.voxgate.sandbox.Flaw;
import io.voxgate.sandbox.Shape;
import java.util.Map;
import java.util.Set;

/**
 * A product's page as the door needs it.
 *
 * @param vendor the vendor's id, for example {@code tencent-trtc}
 * @param version the value of X-TC-Version
 * @param regionRequired whether X-TC-Region must be sent
 * @param codes the error code of each sort of flaw
 */
public record TencentProduct(
        String vendor, String version, boolean regionRequired, Map<Flaw.Kind, String> codes, Map<String, Operation> operations) {

    /**
     * @param perSecond calls a second for one account
     * @param regions the values of X-TC-Region that it knows; empty: any
     */
    public record Operation(int perSecond, Set<String> regions, Shape shape) {}

    public TencentProduct {
        codes = Map.copyOf(codes);
        operations = Map.copyOf(operations);
    }
}
