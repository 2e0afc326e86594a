package io.voxgate.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.Future;
import io.voxgate.inbound.OpenConnections.Admission;
import io.voxgate.inbound.InboundPort.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stands before everything else on one connection: admits it, and ends it when a request takes too long to arrive. What a request is, the
 * server's own
 * decoder says ({@link RequestProgress}); nothing is parsed twice.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final InboundPort port;
    private Object origin = "";
    private boolean admitted;
    private Optional<RequestProgress> progress = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();
    private long headBytes;
    private boolean bodyComing;
    private int unanswered;

    ConnectionGuard(InboundPort port) {
        this.port = port;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        origin = InboundPort.origin(context.channel().remoteAddress());
        Admission<Channel> admission = port.table().admit(origin, context.channel());
        admission.instead().ifPresent(other -> port.close(other, Reason.MADE_ROOM));
        admitted = admission.admitted();
        if (admitted) {
            context.fireChannelActive();
        } else {
            port.close(context.channel(), Reason.REFUSED);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWatch();
        headDone();
        if (admitted) {
            port.table().left(origin, context.channel());
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (progress.isEmpty()) {
            watchRequests(context);
        }
        if (!bodyComing && message instanceof ByteBuf bytes && !headComes(context, bytes.readableBytes())) {
            bytes.release();
            port.close(context.channel(), Reason.HEADS_TOO_LARGE);
            return;
        }
        context.fireChannelRead(message);
    }

    /** The codec is there when the first bytes come, not before. */
    private void watchRequests(ChannelHandlerContext context) {
        Optional.ofNullable(context.pipeline().context(HttpResponseEncoder.class)).ifPresent(codec -> {
            RequestProgress watching = new RequestProgress(this);
            context.pipeline().addAfter(codec.name(), "voxgate-progress", watching);
            progress = Optional.of(watching);
        });
    }

    private boolean headComes(ChannelHandlerContext context, int bytes) {
        if (deadline.isEmpty()) {
            within(context, port.limits().head(), Reason.SLOW_HEAD);
        }
        headBytes += bytes;
        return port.takeHeadBytes(bytes);
    }

    private void within(ChannelHandlerContext context, Duration most, Reason reason) {
        stopWatch();
        deadline = Optional.of(context.executor().schedule(() -> port.close(context.channel(), reason), most.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private void stopWatch() {
        deadline.ifPresent(running -> running.cancel(false));
        deadline = Optional.empty();
    }

    private void headDone() {
        port.giveHeadBytes(headBytes);
        headBytes = 0;
    }

    /** A whole head has been read. */
    void headRead(ChannelHandlerContext context) {
        headDone();
        within(context, port.limits().request(), Reason.SLOW_BODY);
        bodyComing = true;
        if (unanswered++ == 0) {
            port.table().works(origin, context.channel());
        }
    }

    /** The request has been read to its end. */
    void requestRead() {
        stopWatch();
        bodyComing = false;
    }

    /** The last byte of an answer is on its way. */
    void answered(ChannelHandlerContext context) {
        if (unanswered > 0 && --unanswered == 0 && context.channel().isActive()) {
            port.table().waits(origin, context.channel());
        }
    }
}
