# Runs once, on a new volume: an owner for each app's database, which may enter no other.
database() {
  psql --set=ON_ERROR_STOP=1 --set=name="$1" --set=password="$2" --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT, TEMPORARY ON DATABASE :"name" FROM PUBLIC;
SQL
}
database conferencing "$CONFERENCING_DATABASE_PASSWORD"
database read_models "$READ_MODELS_DATABASE_PASSWORD"
