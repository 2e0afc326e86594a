package io.voxgate.tck;

import io.voxgate.adapter.HttpReply;

/** The vendors' envelopes, as their pages print them. */
final class Replies {
    private Replies() {}

    /** HTTP 200, whatever went wrong. */
    static HttpReply tencent(String code) {
        return HttpReply.json(200, """
                {"Response":{"Error":{"Code":"%s","Message":"No."},"RequestId":"req-1"}}""".formatted(code));
    }

    static HttpReply alibaba(String code, int status) {
        return HttpReply.json(status, """
                {"RequestId":"req-1","HostId":"rtc.aliyuncs.com","Code":"%s","Message":"No.","Recommend":"https://\
                next.api.aliyun.com"}""".formatted(code));
    }
}
