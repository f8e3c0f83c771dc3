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

{{- /* Of the metadata of every pod: the labels of its component, and what the values say for all. */}}
{{- define "conferencing.podMetadata" -}}
labels: {{- include "conferencing.labels" (dict "root" .root "name" (.component | default .name)) | nindent 2 }}
{{- with .root.Values.podAnnotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* Of the specification of every pod: where and how it may run, and the secrets of its app. */}}
{{- define "conferencing.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- with .root.Values }}
{{- with .image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
volumes: {{- include "conferencing.volumes" . | nindent 2 }}
{{- end }}

{{- /* Of the container of every pod. */}}
{{- define "conferencing.container" -}}
image: {{ include "conferencing.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts: {{- include "conferencing.volumeMounts" . | nindent 2 }}
{{- end }}
