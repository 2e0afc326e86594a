package io.voxgate.adapter.tencent.trtc;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.tencent.UserSig;
import io.voxgate.model.Channel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the person's TRTC client needs to enter the room. */
final class TrtcJoin {
    private TrtcJoin() {}

    static Optional<JoinCredentials> of(Channel channel, VendorAccount account, CredentialValues secrets, Instant now) {
        return switch (channel) {
            case Channel.Room room ->
                Optional.ofNullable(room.userId()).flatMap(user -> ofUser(room.roomId(), user, account, secrets, now));
            case Channel.Phone _ -> Optional.empty();
        };
    }

    private static Optional<JoinCredentials> ofUser(
            String roomId, String userId, VendorAccount account, CredentialValues secrets, Instant now) {
        return secrets.connection("sdkSecretKey")
                .filter(_ -> account.settings().path("sdkAppId").canConvertToLong())
                .map(key -> {
                    long app = account.settings().path("sdkAppId").asLong();
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("sdkAppId", app);
                    fields.put("roomId", roomId);
                    fields.put("userId", userId);
                    fields.put("userSig", UserSig.mint(key, app, userId, now, JoinCredentials.VALID));
                    return new JoinCredentials(fields, now.plus(JoinCredentials.VALID));
                });
    }
}
