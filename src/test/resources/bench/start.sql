-- A durable start: the session and its idempotency key in one commit, what came of it in a second one.
\set number random(1, 9000000000000000)
BEGIN;
INSERT INTO started (id, tenant_id, body, status) VALUES ('ses_' || :number::text, 'acme', '{"greeting":{"mode":"static","text":"您好，李女士，请问您想预约哪个科室？"},"llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"gpt-4o-mini","credentialRef":"llm","systemPrompt":"You are the friendly voice of a hospital appointment desk. Answer briefly, in the language of the caller, and never give medical advice. 您是医院预约台的语音助手。请用简短的句子回答，先确认来电者的姓名和想看的科室，再提供三个可以预约的时间。如果听不清楚，请礼貌地请对方再说一遍。"},"tts":{"provider":"platform","voice":"v-female-R2s4N9qJ"},"channel":{"type":"room","roomId":"room-1","userId":"user_1"},"metadata":{"orderId":"42"}}', 'starting');
INSERT INTO start_key (tenant_id, key, session_id) VALUES ('acme', 'key-' || :number::text, 'ses_' || :number::text);
COMMIT;
UPDATE started SET status = 'active', handle = 'task-' || :number::text WHERE id = 'ses_' || :number::text;
