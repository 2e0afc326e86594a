import io.voxgate.client.ApiClient;
import io.voxgate.client.ApiException;
import io.voxgate.client.api.ConnectionsApi;
import io.voxgate.client.api.CredentialsApi;
import io.voxgate.client.api.EventsAndTranscriptsApi;
import io.voxgate.client.api.SessionsApi;
import io.voxgate.client.api.TemplatesApi;
import io.voxgate.client.api.TenantsAndKeysApi;
import io.voxgate.client.api.TranslationsAndImportsApi;
import io.voxgate.client.model.Channel;
import io.voxgate.client.model.ConnectionDiagnosis;
import io.voxgate.client.model.ConnectionState;
import io.voxgate.client.model.KeyRole;
import io.voxgate.client.model.NewConnection;
import io.voxgate.client.model.NewCredential;
import io.voxgate.client.model.NewKey;
import io.voxgate.client.model.NewSession;
import io.voxgate.client.model.NewTemplate;
import io.voxgate.client.model.NewTenant;
import io.voxgate.client.model.RoomChannel;
import io.voxgate.client.model.RoomIdType;
import io.voxgate.client.model.Say;
import io.voxgate.client.model.SayWhen;
import io.voxgate.client.model.Session;
import io.voxgate.client.model.StarterTemplate;
import io.voxgate.client.model.TranslationReport;
import io.voxgate.client.model.TranslationRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The README's five minutes with the generated client. */
public final class Tour {
    private static final int TRIES = 40;

    private Tour() {}

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private static ApiClient signedIn(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(setting("TOUR_URL"));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    private static Map<String, NewConnection> accounts(int app) {
        Map<String, NewConnection> accounts = new LinkedHashMap<>();
        accounts.put(
                "trtc-main",
                new NewConnection()
                        .vendor("tencent-trtc")
                        .region("ap-singapore")
                        .endpoint("sandbox")
                        .settings(Map.of("sdkAppId", app))
                        .credentials(Map.of(
                                "secretId", "AKIDacme",
                                "secretKey", "acme-secret",
                                "sdkSecretKey", "acme-sdk-secret",
                                "callbackKey", "acmeCallback1")));
        accounts.put(
                "ccc-main",
                new NewConnection()
                        .vendor("tencent-ccc")
                        .endpoint("sandbox")
                        .settings(Map.of("sdkAppId", app + 1))
                        .credentials(Map.of(
                                "secretId", "AKIDacme2",
                                "secretKey", "acme-secret",
                                "pushUser", "voxgate",
                                "pushPassword", "acme-push")));
        accounts.put(
                "ali-main",
                new NewConnection()
                        .vendor("alibaba-rtc")
                        .endpoint("sandbox")
                        .settings(Map.of("appId", "acme" + app, "templateId", "t1"))
                        .credentials(Map.of(
                                "accessKeyId", "LTAIacme", "accessKeySecret", "acme-secret", "appKey", "acme-app-key")));
        return accounts;
    }

    /** A session that has just begun does not take commands at once. */
    private static void say(SessionsApi sessions, String id, Say what) throws ApiException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                sessions.say(id, what);
                return;
            } catch (ApiException e) {
                if (e.getCode() != 409 || tries == TRIES) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        String tenant = setting("TOUR_TENANT");
        TenantsAndKeysApi tenants = new TenantsAndKeysApi(signedIn(setting("TOUR_OPERATOR_KEY")));
        tenants.createTenant(new NewTenant().id(tenant).name("Acme"));
        ApiClient acme = signedIn(tenants.createKey(tenant, new NewKey().name("ci").roles(List.of(KeyRole.ADMIN)))
                .getKey());

        new CredentialsApi(acme)
                .putCredential("llm", new NewCredential().fields(Map.of("apiKey", "sk-anything")), null, null);
        ConnectionsApi connections = new ConnectionsApi(acme);
        for (Map.Entry<String, NewConnection> account :
                accounts(Integer.parseInt(setting("TOUR_APP"))).entrySet()) {
            connections.putConnection(account.getKey(), account.getValue(), null, null, null);
        }
        ConnectionDiagnosis verified = connections.verifyConnection("trtc-main");
        check(verified.getState() == ConnectionState.HEALTHY, "the connection is " + verified);

        TemplatesApi templates = new TemplatesApi(acme);
        StarterTemplate starter = templates.getStarterTemplate("customer-service");
        NewTemplate template = new NewTemplate()
                .description(starter.getDescription())
                .variables(starter.getVariables())
                .agent(starter.getAgent());
        templates.putTemplate("customer-service", template, null, null, null, null);
        List<TranslationReport> translations = new TranslationsAndImportsApi(acme)
                .translateAgent(
                        new TranslationRequest()
                                .template("customer-service")
                                .variables(Map.of("customerName", "Ms Li"))
                                .vendors(List.of("tencent-trtc", "tencent-ccc", "alibaba-rtc")),
                        null)
                .getTranslations();
        check(
                translations.size() == 3 && translations.stream().allMatch(TranslationReport::getAccepted),
                "a vendor does not take the template");

        SessionsApi sessions = new SessionsApi(acme);
        RoomChannel room = new RoomChannel()
                .type(RoomChannel.TypeEnum.ROOM)
                .roomId("tour-long")
                .roomIdType(RoomIdType.STRING)
                .userId("li");
        Session session = sessions.startSession(
                new NewSession()
                        .template("customer-service")
                        .variables(Map.of("customerName", "Ms Li"))
                        .channel(new Channel(room))
                        .connection("trtc-main"),
                "tour-1",
                null);
        String id = session.getId();
        say(sessions, id, new Say().text("One moment, please.").when(SayWhen.AFTER_CURRENT));
        EventsAndTranscriptsApi history = new EventsAndTranscriptsApi(acme);
        check(!history.listSessionEvents(id, null, null, null, null, null).getItems().isEmpty(), "there are no events");
        Session stopped = sessions.stopSession(id);
        check(stopped.getChannel().getActualInstance() instanceof RoomChannel, "the session is in no room");
        history.getTranscript(id);

        System.out.println("tour over: session " + id + ", "
                + translations.stream().map(TranslationReport::getVendor).collect(Collectors.joining(" ")));
    }
}
