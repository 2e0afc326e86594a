package io.voxgate.inbound;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/** Reports to the guard of its connection how far requests and answers have come; stands behind the server's codec. */
final class RequestProgress extends ChannelDuplexHandler {
    private static final int LAST_INTERIM_STATUS = 199;

    private final ConnectionGuard guard;

    RequestProgress(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            if (request.headers().contains(HttpHeaderNames.UPGRADE, "h2c", true)) {
                request.headers()
                        .remove(HttpHeaderNames.UPGRADE); // who asks for HTTP/2 in clear text is answered in HTTP/1.1
            }
            guard.headRead(context);
        }
        if (message instanceof LastHttpContent) {
            guard.requestRead();
        }
        context.fireChannelRead(message);
    }

    /** The promise is the writer's, who learns of it when the bytes cannot go out. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean interim =
                message instanceof HttpResponse response && response.status().code() <= LAST_INTERIM_STATUS;
        if (message instanceof LastHttpContent && !interim) {
            // With the last byte, not before: a client that does not read its answer is being answered.
            promise = promise.unvoid();
            promise.addListener(_ -> guard.answered(context));
        }
        context.write(message, promise);
    }
}
