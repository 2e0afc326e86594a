package io.voxgate.sandbox.tencent;

import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SchemaViolation;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A product's page as the door needs it.
 *
 * @param vendor the vendor's id, for example {@code tencent-trtc}
 * @param version the value of X-TC-Version
 * @param regionRequired whether X-TC-Region must be sent
 * @param codes the error code of each sort of flaw
 */
public record TencentProduct(
        String vendor,
        String version,
        boolean regionRequired,
        Map<SchemaViolation.ViolationKind, String> codes,
        Map<String, ProductOperation> operations) {

    /**
     * @param perSecond calls a second for one account
     * @param regions how the values of X-TC-Region are written that it takes
     * @param signed whether a key signs it; else what is in the body proves who calls
     */
    public record ProductOperation(int perSecond, Pattern regions, RequestSchema shape, boolean signed) {

        /** One that a key signs. */
        public ProductOperation(int perSecond, Pattern regions, RequestSchema shape) {
            this(perSecond, regions, shape, true);
        }
    }

    public TencentProduct {
        codes = Map.copyOf(codes);
        operations = Map.copyOf(operations);
    }
}
