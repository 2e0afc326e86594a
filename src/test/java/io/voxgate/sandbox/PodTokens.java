package io.voxgate.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Tokens as a Kubernetes cluster gives them to a pod, but for the signature. */
public final class PodTokens {
    private PodTokens() {}

    public static String until(Instant end) {
        return part("{\"alg\":\"RS256\",\"kid\":\"k1\"}")
                + "."
                + part("""
                {"iss":"https://kubernetes.default.svc","sub":"system:serviceaccount:voxgate:voxgate",\
                "aud":["sts.cloud.tencent.com","sts.aliyuncs.com"],"exp":%d}""".formatted(end.getEpochSecond()))
                + "." + part("not-a-signature-but-as-long-as-one");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
