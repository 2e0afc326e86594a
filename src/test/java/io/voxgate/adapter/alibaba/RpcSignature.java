package io.voxgate.adapter.alibaba;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Alibaba Cloud's signature version 1, HMAC-SHA1 over all parameters: what the SDK makes by default. The product signs
 * with {@link Acs3}.
 */
public final class RpcSignature {
    private RpcSignature() {}

    public static String toSign(String method, Map<String, String> parameters) {
        return method + "&%2F&" + PercentEncoding.encode(PercentEncoding.join(new TreeMap<>(parameters)));
    }

    public static String sign(String method, Map<String, String> parameters, String accessKeySecret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec((accessKeySecret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(toSign(method, parameters).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA1", e);
        }
    }
}
