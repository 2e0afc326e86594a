package io.voxgate.sandbox.tencent.trtc;

import io.voxgate.sandbox.AnswerScenarios;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.tencent.TencentAnswer;

/** The product's words for the plots of a start. */
record TrtcErrorWriter(String requestId) implements AnswerScenarios.ScenarioVoice {

    @Override
    public SandboxReply throttled() {
        return TencentAnswer.error(requestId, "RequestLimitExceeded", "The calls of this account exceed its limit.");
    }

    @Override
    public SandboxReply refused() {
        return TencentAnswer.error(requestId, "FailedOperation.NotAbility", "The account has not bought this ability.");
    }

    @Override
    public SandboxReply internalError() {
        return TencentAnswer.error(requestId, "InternalError", "An internal error has occurred. Retry your request.");
    }
}
