package io.voxgate.attack;

import io.voxgate.replicas.CallbackLoad.Signed;
import io.voxgate.replicas.TrtcCalls;
import java.util.function.UnaryOperator;

/** Callbacks of a vendor as requests. */
final class SignedCallback {
    private SignedCallback() {}

    static byte[] of(Signed callback) {
        return changed(callback, UnaryOperator.identity());
    }

    /** With another body, and with the signature that belongs to it. */
    static byte[] changed(Signed callback, UnaryOperator<String> change) {
        String body = change.apply(callback.body());
        WireRequest request = WireRequest.of("POST", callback.path());
        for (int i = 0; i < callback.header().size(); i += 2) {
            String name = callback.header().get(i);
            request.header(
                    name,
                    name.equals("Sign")
                            ? TrtcCalls.sign(body)
                            : callback.header().get(i + 1));
        }
        return request.body(body).bytes();
    }
}
