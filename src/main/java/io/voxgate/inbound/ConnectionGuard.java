package io.voxgate.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.Future;
import io.voxgate.inbound.InboundPort.Reason;
import io.voxgate.inbound.OpenConnections.Admission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stands before everything else on one connection: admits it, and ends it when a request takes too long to arrive. What
 * a request is, the server's own decoder says ({@link RequestProgress}); nothing is parsed twice.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    /** How a client begins that speaks HTTP/2 without asking. No method of HTTP/1.1 begins like that. */
    private static final byte[] HTTP_2 = "PRI".getBytes(StandardCharsets.US_ASCII);

    private final InboundPort port;
    private Object origin = "";
    private boolean admitted;
    private Optional<RequestProgress> progress = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();
    private int http2Bytes;
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
            port.opened(context.channel());
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
        if (message instanceof ByteBuf bytes) {
            if (!bodyComing && !headComes(context, bytes.readableBytes())) {
                refuse(context, bytes, Reason.HEADS_TOO_LARGE);
                return;
            }
            watchFromTheFirstByte(context, bytes);
            if (http2Bytes == HTTP_2.length) {
                refuse(context, bytes, Reason.HTTP_2);
                return;
            }
        }
        context.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext context, ByteBuf bytes, Reason reason) {
        bytes.release();
        port.close(context.channel(), reason);
    }

    /**
     * The codec is there when the first bytes come, not before. A port that would also take HTTP/2 in clear text, as
     * that of the probes and metrics would (Quarkus has no switch for it), puts it there only when the first bytes have
     * shown that they are HTTP/1.1. It gets them one by one, so that nothing of the first request passes before it is
     * watched.
     */
    private void watchFromTheFirstByte(ChannelHandlerContext context, ByteBuf bytes) {
        boolean undecided = true;
        while (undecided && bytes.isReadable() && http2Bytes < HTTP_2.length && !watchRequests(context)) {
            undecided = bytes.getByte(bytes.readerIndex()) == HTTP_2[http2Bytes];
            http2Bytes += undecided ? 1 : 0;
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        watchRequests(context);
    }

    private boolean watchRequests(ChannelHandlerContext context) {
        if (progress.isEmpty()) {
            progress = Optional.ofNullable(context.pipeline().context(HttpResponseEncoder.class))
                    .map(codec -> {
                        RequestProgress watching = new RequestProgress(this);
                        context.pipeline().addAfter(codec.name(), "voxgate-progress", watching);
                        return watching;
                    });
        }
        return progress.isPresent();
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
        deadline = Optional.of(context.executor()
                .schedule(() -> port.close(context.channel(), reason), most.toMillis(), TimeUnit.MILLISECONDS));
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
