package io.voxgate.bench;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.AgentConfig;
import com.tencentcloudapi.trtc.v20190722.models.STTConfig;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a team has without Voxgate: the vendors' own clients, called directly, in a process of their own, 32 at once on
 * virtual threads, which is their fastest form. A line {@code tencent 32 2000} on standard input is answered with the
 * figures of two seconds.
 */
public final class SdkYardstick {
    private static final String LLM = """
            {"LLMType":"openai","Model":"gpt-4o-mini","APIUrl":"https://api.openai.com/v1/chat/completions","APIKey":\
            "sk-of-a-benchmark-01","Streaming":true,"SystemPrompt":"You are the friendly voice of a hospital's \
            appointment desk. 您是医院预约台的语音助手。请用简短的句子回答，先确认来电者的姓名和想看的科室。"}""";
    private static final String TTS =
            "{\"TTSType\":\"flow\",\"VoiceId\":\"v-female-R2s4N9qJ\",\"Model\":\"flow_01_turbo\"}";

    private final TrtcClient tencent;
    private final DefaultAcsClient alibaba;
    private final String address;

    /** One call that must succeed. */
    @FunctionalInterface
    private interface Call {
        void run() throws TencentCloudSDKException, ClientException;
    }

    private SdkYardstick(String address) {
        this.address = address;
        HttpProfile http = new HttpProfile();
        http.setEndpoint(address);
        http.setProtocol(HttpProfile.REQ_HTTP);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        tencent = new TrtcClient(new Credential("AKIDbenchmark", "secretKeyOfTheTests0001"), "ap-singapore", profile);
        alibaba = new DefaultAcsClient(
                DefaultProfile.getProfile("cn-hangzhou", "LTAIbenchmark", "accessKeySecretOfTests01"));
    }

    /** @param arguments host and port of the peer */
    public static void main(String[] arguments) throws IOException {
        SdkYardstick yardstick = new SdkYardstick(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            Call call = words[0].equals("tencent") ? yardstick::tencent : yardstick::alibaba;
            System.out.println(measure(call, Integer.parseInt(words[1]), Long.parseLong(words[2])));
        }
    }

    private void tencent() throws TencentCloudSDKException {
        AgentConfig agent = new AgentConfig();
        agent.setUserId("agent_1");
        agent.setUserSig("eJwtzMEKgkAUheF3mXXIHZvRGqGFi4SgTTVFtB");
        agent.setTargetUserId("user_1");
        agent.setWelcomeMessage("您好，李女士，请问您想预约哪个科室？");
        STTConfig recognition = new STTConfig();
        recognition.setLanguage("zh");
        StartAIConversationRequest request = new StartAIConversationRequest();
        request.setSdkAppId(1_400_000_001L);
        request.setRoomId("room-1");
        request.setSessionId("ses_01");
        request.setAgentConfig(agent);
        request.setSTTConfig(recognition);
        request.setLLMConfig(LLM);
        request.setTTSConfig(TTS);
        if (!tencent.StartAIConversation(request).getTaskId().startsWith("task-")) {
            throw new TencentCloudSDKException("not the peer's answer");
        }
    }

    private void alibaba() throws ClientException {
        CommonRequest request = new CommonRequest();
        request.setSysSignatureVersion(SignatureVersion.V1);
        request.setSysMethod(MethodType.POST);
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(address);
        request.setSysVersion("2018-01-11");
        request.setSysAction("StartAgent");
        request.putBodyParameter("AppId", "app1");
        request.putBodyParameter("ChannelId", "channel-1");
        request.putBodyParameter("TaskId", "ses_01");
        request.putBodyParameter("TemplateId", "tpl-1");
        request.putBodyParameter("RtcConfig", "{\"UserId\":\"agent_1\",\"TargetUserIds\":[\"user_1\"]}");
        request.putBodyParameter("VoiceChatConfig", LLM);
        if (!alibaba.getCommonResponse(request).getData().contains("RequestId")) {
            throw new ClientException("not the peer's answer");
        }
    }

    /** Calls, errors, processor time and bytes in all, and the median of a call's time, with spaces between. */
    private static String measure(Call call, int threads, long millis) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ConcurrentLinkedQueue<long[]> times = new ConcurrentLinkedQueue<>();
        AtomicLong errors = new AtomicLong();
        long cpu = system.getProcessCpuTime();
        long bytes = memory.getTotalThreadAllocatedBytes();
        long end = System.nanoTime() + millis * 1_000_000;
        try (ExecutorService workers =
                threads == 1 ? Executors.newSingleThreadExecutor() : Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                workers.submit(() -> times.add(worker(call, end, errors)));
            }
        }
        Latencies all =
                Latencies.of(times.stream().flatMapToLong(Arrays::stream).toArray());
        return all.count() + " " + errors.get() + " " + (system.getProcessCpuTime() - cpu) + " "
                + (memory.getTotalThreadAllocatedBytes() - bytes) + " " + all.millis(0.5);
    }

    private static long[] worker(Call call, long end, AtomicLong errors) {
        long[] times = new long[1 << 17];
        int count = 0;
        while (System.nanoTime() < end && count < times.length) {
            long began = System.nanoTime();
            try {
                call.run();
                times[count++] = System.nanoTime() - began;
            } catch (TencentCloudSDKException | ClientException | RuntimeException e) {
                errors.incrementAndGet();
            }
        }
        return Arrays.copyOf(times, count);
    }
}
