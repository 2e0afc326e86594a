package io.voxgate.vendor.tencent.trtc;

import io.voxgate.model.Channel;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.Join;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.tencent.UserSig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the person's TRTC client needs to enter the room. */
final class TrtcJoin {
    private TrtcJoin() {}

    static Optional<Join> of(Channel channel, Account account, Secrets secrets, Instant now) {
        return switch (channel) {
            case Channel.Room room -> Optional.ofNullable(room.userId()).flatMap(user -> ofUser(room.roomId(), user, account, secrets, now));
            case Channel.Phone _ -> Optional.empty();
        };
    }

    private static Optional<Join> ofUser(String roomId, String userId, Account account, Secrets secrets, Instant now) {
        return secrets.connection("sdkSecretKey").filter(_ -> account.settings().path("sdkAppId").canConvertToLong()).map(key -> {
            long app = account.settings().path("sdkAppId").asLong();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("sdkAppId", app);
            fields.put("roomId", roomId);
            fields.put("userId", userId);
            fields.put("userSig", UserSig.mint(key, app, userId, now, Join.VALID));
            return new Join(fields, now.plus(Join.VALID));
        });
    }
}
