{{- /* Each app's command and ports: those of the image, so no values. */}}
{{- define "conferencing.ports" -}}
conferencing: { http: 3000 }
read-models: { http: 3001, tcp: 3002 }
console: { http: 3004 }
{{- end }}

{{- define "conferencing.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{- define "conferencing.selector" -}}
app.kubernetes.io/name: conferencing
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "conferencing.labels" -}}
{{ include "conferencing.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- /* Secrets of one app: the common ones, its own, and those of the trial's servers. */}}
{{- define "conferencing.secrets" -}}
{{- if eq .name "ops" }}{{ include "conferencing.ofOps" (dict "root" .root "part" "secrets") }}{{ else }}
{{- $all := dict }}
{{- if ne .name "console" }}{{ $all = mergeOverwrite $all (deepCopy .root.Values.secrets) }}{{ end }}
{{- if and .root.Values.trial.enabled (ne .name "console") }}
{{- $_ := set $all "DATABASE_URL" (dict "secret" (printf "%s-%s-db-app" .root.Release.Name .name) "key" "uri") }}
{{- end }}
{{- toYaml (mergeOverwrite $all (deepCopy (index .root.Values.apps .name).secrets)) }}
{{- end }}
{{- end }}

{{- define "conferencing.settings" -}}
{{- if eq .name "ops" }}{{ include "conferencing.ofOps" (dict "root" .root "part" "settings") }}{{ else }}
{{- $all := deepCopy .root.Values.settings }}
{{- if .root.Values.trial.enabled }}
{{- $_ := set $all "KAFKA_BROKERS" (printf "%s-kafka-kafka-bootstrap:9092" .root.Release.Name) }}
{{- end }}
{{- if and (ne .name "console") (not $all.KAFKA_BROKERS) }}
{{- fail "settings.KAFKA_BROKERS is needed, unless trial.enabled brings a broker" }}
{{- end }}
{{- if eq .name "console" }}
{{- $all = dict "LOG_LEVEL" ($all.LOG_LEVEL | default "info")
  "CONFERENCING_URL" (printf "http://%s-conferencing:3000" .root.Release.Name)
  "READ_MODELS_URL" (printf "http://%s-read-models:3001" .root.Release.Name)
  "READ_MODELS_TCP_HOST" (printf "%s-read-models" .root.Release.Name)
  "READ_MODELS_TCP_PORT" "3002" }}
{{- end }}
{{- toYaml (mergeOverwrite $all (deepCopy (index .root.Values.apps .name).settings)) }}
{{- end }}
{{- end }}

{{- /* Settings or secrets of the operators' commands: the brokers and keys as conferencing has them, both databases. */}}
{{- define "conferencing.ofOps" -}}
{{- $part := printf "conferencing.%s" .part }}
{{- $all := dict }}
{{- range $name, $value := include $part (dict "root" .root "name" "conferencing") | fromYaml }}
{{- if or (hasPrefix "KAFKA_" $name) (has $name (list "TOKEN_ENCRYPTION_KEYS" "DATABASE_NEWER_SCHEMA")) }}
{{- $_ := set $all $name $value }}
{{- end }}
{{- end }}
{{- range $app, $prefix := dict "conferencing" "CONFERENCING" "read-models" "READ_MODELS" }}
{{- range $name, $value := include $part (dict "root" $.root "name" $app) | fromYaml }}
{{- if has $name (list "DATABASE_URL" "DATABASE_URL_FILE" "DATABASE_PASSWORD" "DATABASE_PASSWORD_FILE") }}
{{- $_ := set $all (printf "%s_%s" $prefix $name) $value }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml $all }}
{{- end }}

{{- /* Names, this release, and what else the programs need. */}}
{{- define "conferencing.egress" -}}
- ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
- to:
    - podSelector:
        matchLabels: { app.kubernetes.io/name: conferencing, app.kubernetes.io/instance: {{ .Release.Name }} }
- ports:
    {{- range .Values.networkPolicy.egressPorts }}
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
{{- end }}

{{- define "conferencing.env" -}}
{{- range $name, $value := include "conferencing.settings" . | fromYaml }}
{{- $text := ternary (toString (int64 $value)) (toString $value) (kindIs "float64" $value) }}
{{- if ne $text "" }}
- { name: {{ $name }}, value: {{ $text | quote }} }
{{- end }}
{{- end }}
{{- range $name, $from := include "conferencing.secrets" . | fromYaml }}
- { name: {{ $name }}_FILE, value: /run/secrets/conferencing/{{ $name }} }
{{- end }}
{{- end }}

{{- define "conferencing.volumeMounts" -}}
- { name: tmp, mountPath: /tmp }
- { name: secrets, mountPath: /run/secrets/conferencing, readOnly: true }
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "conferencing.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 64Mi }
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- range $name, $from := include "conferencing.secrets" . | fromYaml }}
      - secret:
          name: {{ $from.secret }}
          items: [{ key: {{ $from.key }}, path: {{ $name }} }]
      {{- else }}
      []
      {{- end }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "conferencing.pullSecrets" -}}
{{- with .Values.image.pullSecrets -}}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "conferencing.placement" -}}
{{- with .Values.nodeSelector -}}
nodeSelector: {{- toYaml . | nindent 2 }}
{{ end }}
{{- with .Values.tolerations -}}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "conferencing.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "conferencing.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
